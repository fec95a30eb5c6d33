/// How a Helm release stands.
public struct HelmReleaseStatus: FieldCodable {
    /// The version that is installed.
    public var version = ""
    /// The chart.
    public var chart = ""
    /// The namespace.
    public var namespace = ""
    /// The number of the revision.
    public var revision: Int64 = 0
    /// Whether the last attempt succeeded.
    public var success = false
    /// deployed, failed, pending-upgrade ...
    public var status = ""
    /// Whether its workloads are ready.
    public var ready = false
    /// How often the last change was tried.
    public var attempt: Int64 = 0
    /// Why it failed.
    public var message = ""
    /// When the last attempt ended.
    public var finishedAt: Timestamp?

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("version", &version)
        try coder.field("chart", &chart)
        try coder.field("namespace", &namespace)
        try coder.field("revision", &revision)
        try coder.field("success", &success)
        try coder.field("status", &status)
        try coder.field("ready", &ready)
        try coder.field("attempt", &attempt)
        try coder.field("message", &message)
        try coder.field("finishedAt", &finishedAt)
    }
}
