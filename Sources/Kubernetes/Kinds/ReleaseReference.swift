/// A ClusterRelease in the status of a Cluster.
public struct ReleaseReference: FieldCodable {
    /// The name of the ClusterRelease.
    public var name = ""
    /// Its version.
    public var version = ""
    /// Whether going there reboots nodes.
    public var rebootRequired: Bool?

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("name", &name)
        try coder.field("version", &version)
        try coder.field("rebootRequired", &rebootRequired)
    }
}
