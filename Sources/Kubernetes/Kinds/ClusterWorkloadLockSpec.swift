/// The `spec` of a `ClusterWorkloadLock`: the hold of an application controller on a cluster.
public struct ClusterWorkloadLockSpec: ResourceSpec {
    /// The application controller.
    public var controllerName = ""

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("controllerName", &controllerName)
    }

    public typealias Status = WorkloadLockStatus
    public static let info = KindInfo(
        apiVersion: "lcm.mirantis.com/v1alpha1", kind: "ClusterWorkloadLock", isNamespaced: false, home: .mosk
    )
    public static let kind = KindID(rawValue: 282)
}

/// The hold of an application controller on a cluster.
public typealias ClusterWorkloadLock = Resource<ClusterWorkloadLockSpec>
