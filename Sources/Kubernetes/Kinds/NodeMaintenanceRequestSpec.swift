/// The `spec` of a `NodeMaintenanceRequest`: the wish to work on a node.
public struct NodeMaintenanceRequestSpec: ResourceSpec {
    /// The node.
    public var nodeName = ""
    /// The release to which it moves.
    public var release = ""
    /// What may happen to it.
    public var scope = MaintenanceScope.drain

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("nodeName", &nodeName)
        try coder.field("release", &release)
        try coder.field("scope", &scope)
    }

    public typealias Status = NoStatus
    public static let info = KindInfo(
        apiVersion: "lcm.mirantis.com/v1alpha1", kind: "NodeMaintenanceRequest", isNamespaced: false,
        home: .mosk)
    public static let kind = KindID(rawValue: 281)

    public static func indexKeys(_ object: Resource<Self>) -> [IndexKey] {
        [IndexKey("node", object.spec.nodeName)]
    }
}

/// The wish to work on a node.
public typealias NodeMaintenanceRequest = Resource<NodeMaintenanceRequestSpec>
