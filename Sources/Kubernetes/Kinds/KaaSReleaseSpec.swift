/// The `spec` of a `KaaSRelease`: a release of the management plane.
public struct KaaSReleaseSpec: ResourceSpec {
    /// The version of the management plane.
    public var version = ""
    /// The ClusterRelease of the management cluster.
    public var clusterRelease = ""
    /// The charts of the management cluster.
    public var management = KaaSReleaseManagement()
    /// The supported ClusterReleases and the upgrade graph between them.
    public var supportedClusterReleases: [SupportedClusterRelease] = []

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("version", &version)
        try coder.field("clusterRelease", &clusterRelease)
        try coder.field("management", &management)
        try coder.field("supportedClusterReleases", &supportedClusterReleases)
    }

    public typealias Status = NoStatus
    public static let info = KindInfo(
        apiVersion: "kaas.mirantis.com/v1alpha1", kind: "KaaSRelease", isNamespaced: false, home: .management)
    public static let kind = KindID(rawValue: 256)

    public static func admit(_ new: Resource<Self>, over old: Resource<Self>?) -> String? {
        guard let old, old.encoded()["spec"] != new.encoded()["spec"] else { return nil }
        return "a published KaaSRelease is immutable"
    }
}

/// A release of the management plane.
public typealias KaaSRelease = Resource<KaaSReleaseSpec>
