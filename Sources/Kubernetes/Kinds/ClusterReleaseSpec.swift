/// The `spec` of a `ClusterRelease`: a release of the clusters below a management plane.
public struct ClusterReleaseSpec: ResourceSpec {
    /// The version, such as `21.0.0+25.2`.
    public var version = ""
    /// How Kubernetes is run.
    public var lcmType = LCMType.ucp
    /// The LCM agent of the release.
    public var agent = AgentConfig()
    /// The distributions that its machines may run.
    public var allowedDistributions: [AllowedDistribution] = []
    /// The state items by type of machine.
    public var machineTypes = MachineTypes()
    /// The charts of the release.
    public var helm = ReleaseHelm()

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("version", &version)
        try coder.field("lcmType", &lcmType)
        try coder.field("agent", &agent)
        try coder.field("allowedDistributions", &allowedDistributions)
        try coder.field("machineTypes", &machineTypes)
        try coder.field("helm", &helm)
    }

    public typealias Status = NoStatus
    public static let info = KindInfo(
        apiVersion: "kaas.mirantis.com/v1alpha1", kind: "ClusterRelease", isNamespaced: false,
        home: .management)
    public static let kind = KindID(rawValue: 257)

    public static func admit(_ new: Resource<Self>, over old: Resource<Self>?) -> String? {
        guard let old, old.encoded()["spec"] != new.encoded()["spec"] else { return nil }
        return "a published ClusterRelease is immutable"
    }
}

/// A release of the clusters below a management plane.
public typealias ClusterRelease = Resource<ClusterReleaseSpec>
