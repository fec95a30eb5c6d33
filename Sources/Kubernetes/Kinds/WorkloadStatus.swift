/// The status of a Deployment, StatefulSet or DaemonSet.
public struct WorkloadStatus: FieldCodable {
    /// Pods that exist.
    public var replicas: Int64 = 0
    /// Pods that are ready.
    public var readyReplicas: Int64 = 0
    /// Pods of the present template (Deployment, StatefulSet).
    public var updatedReplicas: Int64 = 0
    /// Pods of the former template, or, when none is left, of the present one (StatefulSet).
    public var currentReplicas: Int64 = 0
    /// Pods that may be used (Deployment, StatefulSet).
    public var availableReplicas: Int64 = 0
    /// Pods that are missing or can't be used (Deployment).
    public var unavailableReplicas: Int64 = 0
    /// The revision of the pods that are not updated yet (StatefulSet).
    public var currentRevision: String?
    /// The revision of the present template (StatefulSet).
    public var updateRevision: String?
    /// Whether it has enough pods, and gets on (Deployment).
    public var conditions: [WorkloadCondition] = []
    /// Nodes with a pod (DaemonSet).
    public var currentNumberScheduled: Int64?
    /// Nodes that should have one (DaemonSet).
    public var desiredNumberScheduled: Int64?
    /// Nodes with a ready pod (DaemonSet).
    public var numberReady: Int64?
    /// Nodes with a pod of the present template (DaemonSet).
    public var updatedNumberScheduled: Int64?
    /// Nodes with a pod that may be used (DaemonSet).
    public var numberAvailable: Int64?
    /// Nodes that should have one, and have none that may be used (DaemonSet).
    public var numberUnavailable: Int64?
    /// Nodes with a pod that should have none (DaemonSet).
    public var numberMisscheduled: Int64?
    /// The generation that the status is about.
    public var observedGeneration: Int64 = 0

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("replicas", &replicas)
        try coder.field("readyReplicas", &readyReplicas)
        try coder.field("updatedReplicas", &updatedReplicas)
        try coder.field("currentReplicas", &currentReplicas)
        try coder.field("availableReplicas", &availableReplicas)
        try coder.field("unavailableReplicas", &unavailableReplicas)
        try coder.field("currentRevision", &currentRevision)
        try coder.field("updateRevision", &updateRevision)
        try coder.field("conditions", &conditions)
        try coder.field("currentNumberScheduled", &currentNumberScheduled)
        try coder.field("desiredNumberScheduled", &desiredNumberScheduled)
        try coder.field("numberReady", &numberReady)
        try coder.field("updatedNumberScheduled", &updatedNumberScheduled)
        try coder.field("numberAvailable", &numberAvailable)
        try coder.field("numberUnavailable", &numberUnavailable)
        try coder.field("numberMisscheduled", &numberMisscheduled)
        try coder.field("observedGeneration", &observedGeneration)
    }
}
