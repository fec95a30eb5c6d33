/// The `spec` of a `ClusterUpdatePlan`: the steps of an update of a cluster.
public struct ClusterUpdatePlanSpec: ResourceSpec {
    /// The Cluster.
    public var cluster = ""
    /// The ClusterRelease it starts at.
    public var source = ""
    /// The ClusterRelease it leads to.
    public var target = ""
    /// Where the notes are.
    public var releaseNotes: String?
    /// The steps, in order.
    public var steps: [UpdateStep] = []

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("cluster", &cluster)
        try coder.field("source", &source)
        try coder.field("target", &target)
        try coder.field("releaseNotes", &releaseNotes)
        try coder.field("steps", &steps)
    }

    public typealias Status = ClusterUpdatePlanStatus
    public static let info = KindInfo(
        apiVersion: "kaas.mirantis.com/v1alpha1", kind: "ClusterUpdatePlan", home: .management)
    public static let kind = KindID(rawValue: 266)

    public static func indexKeys(_ object: Resource<Self>) -> [IndexKey] {
        [IndexKey("cluster", namespace: object.metadata.namespace, object.spec.cluster)]
    }
}

/// The steps of an update of a cluster.
public typealias ClusterUpdatePlan = Resource<ClusterUpdatePlanSpec>
