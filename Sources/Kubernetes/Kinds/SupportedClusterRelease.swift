/// A ClusterRelease that a KaaSRelease supports.
public struct SupportedClusterRelease: FieldCodable {
    /// The name of the ClusterRelease.
    public var name = ""
    /// Its version.
    public var version = ""
    /// A tag.
    public var tag: String?
    /// Where a cluster at this release may go.
    public var availableUpgrades: [ReleaseUpgrade] = []

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("name", &name)
        try coder.field("version", &version)
        try coder.field("tag", &tag)
        try coder.field("availableUpgrades", &availableUpgrades)
    }
}
