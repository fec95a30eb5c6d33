/// The `spec` of a `LCMClusterState`: a state of a cluster that LCM wants to reach.
public struct LCMClusterStateSpec: ResourceSpec {
    /// Its cluster.
    public var clusterName = ""
    /// What it is about.
    public var type = LCMClusterStateType.cordonDrain
    /// The node.
    public var arg = ""
    /// What is wanted: "true" or "false".
    public var value = ""

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("clusterName", &clusterName)
        try coder.field("type", &type)
        try coder.field("arg", &arg)
        try coder.field("value", &value)
    }

    public typealias Status = LCMClusterStateStatus
    public static let info = KindInfo(
        apiVersion: "lcm.mirantis.com/v1alpha1", kind: "LCMClusterState", home: .management)
    public static let kind = KindID(rawValue: 263)

    public static func indexKeys(_ object: Resource<Self>) -> [IndexKey] {
        [IndexKey("node", namespace: object.metadata.namespace, object.spec.arg)]
    }
}

/// A state of a cluster that LCM wants to reach.
public typealias LCMClusterState = Resource<LCMClusterStateSpec>
