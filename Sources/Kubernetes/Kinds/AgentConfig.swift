/// Which LCM agent a machine runs.
public struct AgentConfig: FieldCodable, Hashable {
    /// The version of the LCM agent.
    public var version = ""
    /// Where it is downloaded.
    public var downloadURL = ""
    /// The digest of the download.
    public var sha256 = ""

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("version", &version)
        try coder.field("downloadURL", &downloadURL)
        try coder.field("sha256", &sha256)
    }
}
