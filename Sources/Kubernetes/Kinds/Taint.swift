/// A taint of a node.
public struct Taint: FieldCodable, Hashable {
    /// The key.
    public var key = ""
    /// The value.
    public var value: String?
    /// NoSchedule, PreferNoSchedule or NoExecute.
    public var effect = ""

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("key", &key)
        try coder.field("value", &value)
        try coder.field("effect", &effect)
    }
}
