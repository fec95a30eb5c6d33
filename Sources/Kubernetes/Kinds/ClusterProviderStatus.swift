/// The bare-metal provider part of the status of a Cluster.
public struct ClusterProviderStatus: FieldCodable {
    /// Whether all conditions hold.
    public var ready = false
    /// Its machines.
    public var nodes = NodeCount()
    /// Its releases.
    public var releaseRefs = ReleaseReferences()
    /// Its conditions.
    public var conditions: [ReadyCondition] = []
    /// Whether it is in maintenance.
    public var maintenance = false
    /// The generation that the status is about.
    public var observedGeneration: Int64 = 0

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("ready", &ready)
        try coder.field("nodes", &nodes)
        try coder.field("releaseRefs", &releaseRefs)
        try coder.field("conditions", &conditions)
        try coder.field("maintenance", &maintenance)
        try coder.field("observedGeneration", &observedGeneration)
    }
}
