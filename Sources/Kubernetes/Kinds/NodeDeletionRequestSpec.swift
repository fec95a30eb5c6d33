/// The `spec` of a `NodeDeletionRequest`: the wish to remove a node from its cluster.
///
/// Source: Mirantis/mcc-api pkg/apis/lcm/v1alpha1/nodedeletionrequest_types.go
public struct NodeDeletionRequestSpec: ResourceSpec {
    /// The node.
    public var nodeName = ""

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("nodeName", &nodeName)
    }

    public typealias Status = NoStatus
    public static let info = KindInfo(
        apiVersion: "lcm.mirantis.com/v1alpha1", kind: "NodeDeletionRequest", isNamespaced: false, home: .mosk
    )
    public static let kind = KindID(rawValue: 290)

    public static func indexKeys(_ object: Resource<Self>) -> [IndexKey] {
        [IndexKey("node", object.spec.nodeName)]
    }
}

/// The wish to remove a node from its cluster.
public typealias NodeDeletionRequest = Resource<NodeDeletionRequestSpec>
