/// A reboot of a machine.
public struct RebootStatus: FieldCodable {
    /// When it was asked for.
    public var requestedAt: Timestamp?
    /// Whether it is done.
    public var completed = false
    /// Why not.
    public var errorMessage = ""

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("requestedAt", &requestedAt)
        try coder.field("completed", &completed)
        try coder.field("errorMessage", &errorMessage)
    }
}
