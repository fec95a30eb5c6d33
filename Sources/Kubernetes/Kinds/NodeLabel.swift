/// A label that a Machine puts on its node.
public struct NodeLabel: FieldCodable {
    /// The key.
    public var key = ""
    /// The value.
    public var value = ""

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("key", &key)
        try coder.field("value", &value)
    }
}
