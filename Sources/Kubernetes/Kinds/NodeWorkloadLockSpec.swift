/// The `spec` of a `NodeWorkloadLock`: the hold of an application controller on a node.
public struct NodeWorkloadLockSpec: ResourceSpec {
    /// The node.
    public var nodeName = ""
    /// The application controller.
    public var controllerName = ""
    /// Whether the controller knows of node deletion.
    public var nodeDeletionRequestSupported: Bool?

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("nodeName", &nodeName)
        try coder.field("controllerName", &controllerName)
        try coder.field("nodeDeletionRequestSupported", &nodeDeletionRequestSupported)
    }

    public typealias Status = WorkloadLockStatus
    public static let info = KindInfo(
        apiVersion: "lcm.mirantis.com/v1alpha1", kind: "NodeWorkloadLock", isNamespaced: false, home: .mosk)
    public static let kind = KindID(rawValue: 283)

    public static func indexKeys(_ object: Resource<Self>) -> [IndexKey] {
        var keys = [IndexKey("node", object.spec.nodeName)]
        if object.metadata.annotations[Label.innerState] == "active" {
            keys.append(IndexKey("out", object.spec.controllerName))
        }
        return keys
    }
}

/// The hold of an application controller on a node.
public typealias NodeWorkloadLock = Resource<NodeWorkloadLockSpec>

extension Resource where Spec == NodeWorkloadLockSpec {
    /// The name of an application's lock on a node: no application has a hyphen in its name.
    public static func name(_ application: String, on node: String) -> String { "\(application)-\(node)" }

    /// The node that a lock of this name is on; nil of another name.
    public static func node(ofLock name: String) -> String? {
        name.firstIndex(of: "-").map { String(name[name.index(after: $0)...]) }
    }
}
