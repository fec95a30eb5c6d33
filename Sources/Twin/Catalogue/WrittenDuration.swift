public import Kubernetes
public import Simulation

/// A duration as a file writes it: `30m`, `1h30m`, `2d`.
public struct WrittenDuration: FieldValue {
    /// How long.
    public var duration: SimDuration

    public init(value: Value) throws(FieldError) {
        guard let text = value.string else {
            throw .expected("a duration", found: value, hint: "write it as 30m or 1h30m")
        }
        guard let duration = SimDuration(text), duration >= .zero else {
            throw FieldError(
                position: value.position, problem: "expected a duration, found another string",
                hint: "write it as 30m or 1h30m")
        }
        self.duration = duration
    }

    public func encoded(over base: Value?) -> Value { .string(duration.description) }
}
