/// The `spec` of a `DaemonSet`: a pod on each node.
public struct DaemonSetSpec: ResourceSpec {
    /// How it replaces them.
    public var updateStrategy = UpdateStrategy()
    /// Its pods.
    public var selector = LabelSelector()
    /// What its pods are.
    public var template = PodTemplate()

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("updateStrategy", &updateStrategy)
        try coder.field("selector", &selector)
        try coder.field("template", &template)
    }

    public typealias Status = WorkloadStatus
    public static let info = KindInfo(
        apiVersion: "apps/v1", kind: "DaemonSet", home: .everywhere)
    public static let kind = KindID(rawValue: 275)

    public static func admit(_ new: Resource<Self>, over old: Resource<Self>?) -> String? {
        new.spec.updateStrategy.type == .recreate ? "a DaemonSet has no strategy Recreate" : nil
    }
}

/// A pod on each node.
public typealias DaemonSet = Resource<DaemonSetSpec>
