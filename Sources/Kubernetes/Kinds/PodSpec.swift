/// The `spec` of a `Pod`: a pod.
public struct PodSpec: ResourceSpec {
    /// The node it runs on; empty while it is not scheduled.
    public var nodeName = ""
    /// The labels its node must have.
    public var nodeSelector = StringMap()
    /// How long it may take to stop.
    public var terminationGracePeriodSeconds: Int64 = 30
    /// Its volumes.
    public var volumes: [PodVolume] = []
    /// The taints that it tolerates.
    public var tolerations: [Toleration] = []

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("nodeName", &nodeName)
        try coder.field("nodeSelector", &nodeSelector)
        try coder.field("terminationGracePeriodSeconds", &terminationGracePeriodSeconds)
        try coder.field("volumes", &volumes)
        try coder.field("tolerations", &tolerations)
    }

    public typealias Status = PodStatus
    public static let info = KindInfo(
        apiVersion: "v1", kind: "Pod", home: .everywhere)
    public static let kind = KindID(rawValue: 271)

    public static func indexKeys(_ object: Resource<Self>) -> [IndexKey] {
        var keys = [IndexKey("node", object.spec.nodeName)]
        // Daemon pods are not evicted, so budgets need not find them.
        if !object.metadata.ownerReferences.contains(where: { $0.kind == "DaemonSet" }) {
            keys.append(IndexKey("budgeted", object.metadata.namespace))
        }
        return keys
    }
}

/// A pod.
public typealias Pod = Resource<PodSpec>
