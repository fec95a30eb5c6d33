/// What makes a Cluster the management cluster.
public struct ClusterKaaS: FieldCodable {
    /// The name of the KaaSRelease.
    public var release = ""
    /// The management part.
    public var management: ClusterManagement?

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("release", &release)
        try coder.field("management", &management)
    }
}
