/// What lets a pod run in spite of a taint.
public struct Toleration: FieldCodable, Hashable {
    /// The key; empty for all.
    public var key = ""
    /// Equal or Exists.
    public var `operator` = "Equal"
    /// The value.
    public var value: String?
    /// The effect; empty for all.
    public var effect = ""

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("key", &key)
        try coder.field("operator", &self.operator)
        try coder.field("value", &value)
        try coder.field("effect", &effect)
    }
}
