import Kubernetes
import Simulation

/// A duration as Kubernetes objects write it: `1h30m`, `90s`, `250ms`.
struct GoDuration: FieldValue {
    var duration = SimDuration.zero

    init() {}

    init(value: Value) throws(FieldError) {
        guard let text = value.text, let duration = SimDuration(text), duration >= .zero else {
            throw FieldError.expected("a duration", found: value, hint: "write it as 1h30m, 90s or 250ms")
        }
        self.duration = duration
    }

    func encoded(over base: Value?) -> Value { .string(duration.description) }
}
