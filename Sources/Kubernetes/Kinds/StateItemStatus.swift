/// How a state item went.
public struct StateItemStatus: FieldCodable {
    /// The hash of the item that ran.
    public var hash = StateItemHash.none
    /// 0 when it succeeded.
    public var exitCode: Int64 = 0
    /// What it said.
    public var message = ""
    /// How often it was tried.
    public var attempt: Int64 = 0
    /// When the last attempt began.
    public var startedAt: Timestamp?
    /// When it ended.
    public var finishedAt: Timestamp?

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("hash", &hash)
        try coder.field("exitCode", &exitCode)
        try coder.field("message", &message)
        try coder.field("attempt", &attempt)
        try coder.field("startedAt", &startedAt)
        try coder.field("finishedAt", &finishedAt)
    }
}
