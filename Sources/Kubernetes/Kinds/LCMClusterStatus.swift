/// The status of an LCMCluster.
public struct LCMClusterStatus: FieldCodable {
    /// How many machines there should be.
    public var requestedNodes: Int64 = 0
    /// How many are ready.
    public var readyNodes: Int64 = 0
    /// How many are disabled; they count among the requested ones. The name is inferred from that of the
    /// Cluster's status.
    public var disabledNodes: Int64 = 0
    /// The release that all machines have reached.
    public var release = ""
    /// The components in force.
    public var components = LCMComponents()
    /// The machines that hold a slot of the update, in the order admitted.
    public var machinesInUpdate: [String] = []

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("requestedNodes", &requestedNodes)
        try coder.field("readyNodes", &readyNodes)
        try coder.field("disabledNodes", &disabledNodes)
        try coder.field("release", &release)
        try coder.field("components", &components)
        try coder.field("machinesInUpdate", &machinesInUpdate)
    }
}
