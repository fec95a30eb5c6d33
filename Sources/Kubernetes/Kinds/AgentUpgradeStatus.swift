/// How the LCM agent upgrades itself.
public struct AgentUpgradeStatus: FieldCodable {
    /// Why the last attempt failed.
    public var error = ""
    /// How often it was tried.
    public var attempt: Int64 = 0
    /// When it last ended.
    public var finishedAt: Timestamp?

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("error", &error)
        try coder.field("attempt", &attempt)
        try coder.field("finishedAt", &finishedAt)
    }
}
