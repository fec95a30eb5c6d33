/// The `management` part of a KaaSRelease.
public struct KaaSReleaseManagement: FieldCodable {
    /// The charts of the management cluster.
    public var helmReleases: [HelmRelease] = []

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("helmReleases", &helmReleases)
    }
}
