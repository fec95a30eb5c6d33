/// The `spec` of a `StatefulSet`: pods with identity and storage.
public struct StatefulSetSpec: ResourceSpec {
    /// How many pods.
    public var replicas: Int64 = 1
    /// Its Service.
    public var serviceName = ""
    /// In which order.
    public var podManagementPolicy = PodManagementPolicy.orderedReady
    /// How it replaces them.
    public var updateStrategy = UpdateStrategy()
    /// Its pods.
    public var selector = LabelSelector()
    /// What its pods are.
    public var template = PodTemplate()
    /// The claims that each of its pods gets.
    public var volumeClaimTemplates: [VolumeClaimTemplate] = []

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("replicas", &replicas)
        try coder.field("serviceName", &serviceName)
        try coder.field("podManagementPolicy", &podManagementPolicy)
        try coder.field("updateStrategy", &updateStrategy)
        try coder.field("selector", &selector)
        try coder.field("template", &template)
        try coder.field("volumeClaimTemplates", &volumeClaimTemplates)
    }

    public typealias Status = WorkloadStatus
    public static let info = KindInfo(
        apiVersion: "apps/v1", kind: "StatefulSet", home: .everywhere)
    public static let kind = KindID(rawValue: 274)

    public static func admit(_ new: Resource<Self>, over old: Resource<Self>?) -> String? {
        new.spec.updateStrategy.type == .recreate ? "a StatefulSet has no strategy Recreate" : nil
    }
}

/// Pods with identity and storage.
public typealias StatefulSet = Resource<StatefulSetSpec>
