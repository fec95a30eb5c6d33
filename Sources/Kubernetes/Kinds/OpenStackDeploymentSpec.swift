/// The `spec` of an `OpenStackDeployment`: the OpenStack that is wanted. What the twin does not read of it is
/// kept in the document, and counts for the fingerprint.
///
/// Source: Mirantis/rockoon rockoon/admission/validators/schemas/osdpl.yaml.
public struct OpenStackDeploymentSpec: ResourceSpec {
    /// The release of OpenStack, such as `caracal`.
    public var openstackVersion = ""
    /// Which services there are: compute, compute-tf, core.
    public var preset = ""
    /// How many replicas: single, tiny, small, medium.
    public var size = ""
    /// Whether the controller leaves the object alone.
    public var draft = false
    /// The domain of the public endpoints.
    public var publicDomainName = ""
    /// What is wanted of the services.
    public var features: Value?
    /// Image locations, and images that are pinned.
    public var artifacts: Value?
    /// Values of charts, by service and chart; for all charts; by labels of nodes.
    public var services: Value?
    public var common: Value?
    public var nodes: Value?
    /// How long its controller waits for services.
    public var timeouts: Value?
    /// What of former versions is kept.
    public var migration: Value?
    /// Names and storage classes.
    public var regionName: String?
    public var internalDomainName: String?
    public var localVolumeStorageClass: String?
    public var persistentVolumeStorageClass: String?

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("openstack_version", &openstackVersion)
        try coder.field("preset", &preset)
        try coder.field("size", &size)
        try coder.field("draft", &draft)
        try coder.field("public_domain_name", &publicDomainName)
        try coder.field("features", &features)
        try coder.field("artifacts", &artifacts)
        try coder.field("services", &services)
        try coder.field("common", &common)
        try coder.field("nodes", &nodes)
        try coder.field("timeouts", &timeouts)
        try coder.field("migration", &migration)
        try coder.field("region_name", &regionName)
        try coder.field("internal_domain_name", &internalDomainName)
        try coder.field("local_volume_storage_class", &localVolumeStorageClass)
        try coder.field("persistent_volume_storage_class", &persistentVolumeStorageClass)
    }

    public static func admit(_ new: Resource<Self>, over old: Resource<Self>?) -> String? {
        OpenStackAdmission.refusal(of: new, over: old)
    }

    public typealias Status = OpenStackDeploymentLegacyStatus
    public static let info = KindInfo(
        apiVersion: "lcm.mirantis.com/v1alpha1", kind: "OpenStackDeployment", home: .mosk)
    public static let kind = KindID(rawValue: 330)
}

/// The OpenStack that is wanted.
public typealias OpenStackDeployment = Resource<OpenStackDeploymentSpec>

extension OpenStackDeploymentSpec {
    /// Whether its controller works on it: it is no draft, and says which OpenStack there is to be.
    public var isTakenUp: Bool { !draft && !openstackVersion.isEmpty }
}
