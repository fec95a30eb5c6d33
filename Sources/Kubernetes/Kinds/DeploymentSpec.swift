/// The `spec` of a `Deployment`: pods without identity.
public struct DeploymentSpec: ResourceSpec {
    /// How many pods.
    public var replicas: Int64 = 1
    /// How it replaces them.
    public var strategy = UpdateStrategy()
    /// How many seconds it may not get on before it says so.
    public var progressDeadlineSeconds: Int64 = 600
    /// Its pods.
    public var selector = LabelSelector()
    /// What its pods are.
    public var template = PodTemplate()

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("replicas", &replicas)
        try coder.field("strategy", &strategy)
        try coder.field("progressDeadlineSeconds", &progressDeadlineSeconds)
        try coder.field("selector", &selector)
        try coder.field("template", &template)
    }

    public typealias Status = WorkloadStatus
    public static let info = KindInfo(
        apiVersion: "apps/v1", kind: "Deployment", home: .everywhere)
    public static let kind = KindID(rawValue: 273)

    public static func admit(_ new: Resource<Self>, over old: Resource<Self>?) -> String? {
        new.spec.strategy.type == .onDelete ? "a Deployment has no strategy OnDelete" : nil
    }
}

/// Pods without identity.
public typealias Deployment = Resource<DeploymentSpec>
