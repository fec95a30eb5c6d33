/// A condition of a node.
public struct NodeCondition: FieldCodable {
    /// The type, such as `Ready`.
    public var type = ""
    /// True, False or Unknown.
    public var status = ""
    /// Why, in one word.
    public var reason = ""
    /// When it last changed.
    public var lastTransitionTime: Timestamp?

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("type", &type)
        try coder.field("status", &status)
        try coder.field("reason", &reason)
        try coder.field("lastTransitionTime", &lastTransitionTime)
    }
}
