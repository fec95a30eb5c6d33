/// A condition in the management API: a boolean and a message.
public struct ReadyCondition: FieldCodable {
    /// The type, such as `Helm` or `Nodes`.
    public var type = ""
    /// Whether it holds.
    public var ready = false
    /// Why not.
    public var message = ""

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("type", &type)
        try coder.field("ready", &ready)
        try coder.field("message", &message)
    }
}
