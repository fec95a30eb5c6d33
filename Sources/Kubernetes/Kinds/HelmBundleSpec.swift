/// The `spec` of a `HelmBundle`: the Helm releases of a cluster.
public struct HelmBundleSpec: ResourceSpec {
    /// The Helm releases.
    public var releases: [HelmRelease] = []
    /// The release that the bundle belongs to.
    public var release = ""

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("releases", &releases)
        try coder.field("release", &release)
    }

    public typealias Status = HelmBundleStatus
    public static let info = KindInfo(
        apiVersion: "lcm.mirantis.com/v1alpha1", kind: "HelmBundle", home: .management)
    public static let kind = KindID(rawValue: 264)
}

/// The Helm releases of a cluster.
public typealias HelmBundle = Resource<HelmBundleSpec>
