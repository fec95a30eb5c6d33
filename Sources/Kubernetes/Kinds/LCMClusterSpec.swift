/// The `spec` of a `LCMCluster`: what LCM does with the machines of a cluster.
public struct LCMClusterSpec: ResourceSpec {
    /// How Kubernetes is run.
    public var lcmType = LCMType.ucp
    /// The release that machines should reach.
    public var release = ""
    /// The components wanted.
    public var components = LCMComponents()
    /// The container runtime wanted.
    public var mcrVersion = ""
    /// The LCM agent wanted.
    public var agentConfig = AgentConfig()
    /// The state items by type of machine.
    public var machineTypes = MachineTypes()
    /// Whether managers run no workloads.
    public var dedicatedControlPlane = true
    /// How many workers may be in prepare.
    public var maxWorkerPrepareCount: Int64 = 50
    /// How many workers may be cordoned.
    public var maxWorkerUpgradeCount: Int64 = 1
    /// Whether this update reboots nodes.
    public var nodesRebootRequired = false
    /// Whether the cluster is in maintenance.
    public var maintenance = false

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("lcmType", &lcmType)
        try coder.field("release", &release)
        try coder.field("components", &components)
        try coder.field("mcrVersion", &mcrVersion)
        try coder.field("agentConfig", &agentConfig)
        try coder.field("machineTypes", &machineTypes)
        try coder.field("dedicatedControlPlane", &dedicatedControlPlane)
        try coder.field("maxWorkerPrepareCount", &maxWorkerPrepareCount)
        try coder.field("maxWorkerUpgradeCount", &maxWorkerUpgradeCount)
        try coder.field("nodesRebootRequired", &nodesRebootRequired)
        try coder.field("maintenance", &maintenance)
    }

    public typealias Status = LCMClusterStatus
    public static let info = KindInfo(
        apiVersion: "lcm.mirantis.com/v1alpha1", kind: "LCMCluster", home: .management)
    public static let kind = KindID(rawValue: 261)
}

/// What LCM does with the machines of a cluster.
public typealias LCMCluster = Resource<LCMClusterSpec>
