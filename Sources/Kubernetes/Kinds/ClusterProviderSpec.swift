/// The bare-metal provider part of a Cluster.
public struct ClusterProviderSpec: FieldCodable {
    /// The provider group and version.
    public var apiVersion = ""
    /// The kind of provider spec.
    public var kind = ""
    /// The name of the ClusterRelease; changing it starts an update.
    public var release = ""
    /// Whether managers are tainted; nil means true.
    public var dedicatedControlPlane: Bool?
    /// How many workers may be in the prepare phase; nil means 50.
    public var maxWorkerPrepareCount: Int64?
    /// How many workers may be cordoned; nil means 1.
    public var maxWorkerUpgradeCount: Int64?
    /// Whether the whole cluster is in maintenance.
    public var maintenance: Bool?
    /// Overrides of the charts of the release.
    public var helmReleases: [HelmRelease] = []
    /// Who may log in to its machines, by name.
    public var publicKeys: [ObjectReference] = []
    /// Set on the management cluster.
    public var kaas: ClusterKaaS?

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("apiVersion", &apiVersion)
        try coder.field("kind", &kind)
        try coder.field("release", &release)
        try coder.field("dedicatedControlPlane", &dedicatedControlPlane)
        try coder.field("maxWorkerPrepareCount", &maxWorkerPrepareCount)
        try coder.field("maxWorkerUpgradeCount", &maxWorkerUpgradeCount)
        try coder.field("maintenance", &maintenance)
        try coder.field("helmReleases", &helmReleases)
        try coder.field("publicKeys", &publicKeys)
        try coder.field("kaas", &kaas)
    }
}
