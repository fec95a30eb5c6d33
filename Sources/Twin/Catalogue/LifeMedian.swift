import Kubernetes
import Simulation

/// The median life of a part as files write it: `443425h`. Other than what the twin does, it takes years.
struct LifeMedian: FieldValue {
    var duration = SimDuration.zero

    /// What the names of timings begin with that are lives.
    static let prefix = "disk.life."

    init() {}

    init(value: Value) throws(FieldError) {
        guard let text = value.text, let duration = SimDuration(text), duration > .zero else {
            throw FieldError.expected("a duration", found: value, hint: "write it as 443425h")
        }
        self.duration = duration
    }

    func encoded(over base: Value?) -> Value { .string(duration.description) }
}
