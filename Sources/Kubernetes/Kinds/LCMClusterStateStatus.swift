/// The status of an LCMClusterState.
public struct LCMClusterStateStatus: FieldCodable {
    /// What was reached: "true" or "false".
    public var value = ""
    /// What it waits for.
    public var message = ""
    /// How often it was tried.
    public var attempt: Int64 = 0

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("value", &value)
        try coder.field("message", &message)
        try coder.field("attempt", &attempt)
    }
}
