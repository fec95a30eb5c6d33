public import Kubernetes

/// A value of a file with the place at which it was written, for what is found wrong with it later.
public struct Placed<Content: FieldValue>: FieldValue {
    /// The value.
    public var value: Content
    /// Where it was written.
    public var position: SourcePosition

    public init(value: Value) throws(FieldError) {
        self.value = try Content(value: value)
        position = value.position
    }

    public func encoded(over base: Value?) -> Value { value.encoded(over: base) }

    public static func rejectUnknownFields(in value: Value) throws(FieldError) {
        try Content.rejectUnknownFields(in: value)
    }

    /// Whether both say the same, wherever they were written.
    public static func == (left: Self, right: Self) -> Bool { left.value == right.value }
}
