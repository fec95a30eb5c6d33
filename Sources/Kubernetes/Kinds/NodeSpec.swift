/// The `spec` of a `Node`: a node of a Kubernetes cluster.
public struct NodeSpec: ResourceSpec {
    /// True while cordoned.
    public var unschedulable: Bool?
    /// Its taints.
    public var taints: [Taint] = []

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("unschedulable", &unschedulable)
        try coder.field("taints", &taints)
    }

    public typealias Status = NodeStatus
    public static let info = KindInfo(
        apiVersion: "v1", kind: "Node", isNamespaced: false, home: .everywhere)
    public static let kind = KindID(rawValue: 270)
}

/// A node of a Kubernetes cluster.
public typealias Node = Resource<NodeSpec>
