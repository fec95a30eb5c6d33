/// The status of a Deployment, StatefulSet or DaemonSet.
public struct WorkloadStatus: FieldCodable {
    /// Pods that exist.
    public var replicas: Int64 = 0
    /// Pods that are ready.
    public var readyReplicas: Int64 = 0
    /// Pods of the present template (Deployment, StatefulSet).
    public var updatedReplicas: Int64 = 0
    /// Nodes with a pod (DaemonSet).
    public var currentNumberScheduled: Int64?
    /// Nodes that should have one (DaemonSet).
    public var desiredNumberScheduled: Int64?
    /// Nodes with a ready pod (DaemonSet).
    public var numberReady: Int64?
    /// Nodes with a pod of the present template (DaemonSet).
    public var updatedNumberScheduled: Int64?
    /// The generation that the status is about.
    public var observedGeneration: Int64 = 0

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("replicas", &replicas)
        try coder.field("readyReplicas", &readyReplicas)
        try coder.field("updatedReplicas", &updatedReplicas)
        try coder.field("currentNumberScheduled", &currentNumberScheduled)
        try coder.field("desiredNumberScheduled", &desiredNumberScheduled)
        try coder.field("numberReady", &numberReady)
        try coder.field("updatedNumberScheduled", &updatedNumberScheduled)
        try coder.field("observedGeneration", &observedGeneration)
    }
}
