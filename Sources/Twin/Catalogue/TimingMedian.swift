import Kubernetes
import Simulation

/// The median of a timing as files write it: `1h30m`, `90s`, `250ms`.
struct TimingMedian: FieldValue {
    var duration = SimDuration.zero

    /// The longest. Guess: nothing that the twin has a name for takes a week.
    static let max = SimDuration.hours(168)

    init() {}

    init(value: Value) throws(FieldError) {
        guard let text = value.text, let duration = SimDuration(text), duration >= .zero else {
            throw FieldError.expected("a duration", found: value, hint: "write it as 1h30m, 90s or 250ms")
        }
        guard duration <= Self.max else {
            throw FieldError(
                position: value.position, problem: "the duration is longer than a week",
                hint: "write it as 1h30m, 90s or 250ms")
        }
        self.duration = duration
    }

    func encoded(over base: Value?) -> Value { .string(duration.description) }
}
