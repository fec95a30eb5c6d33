/// The `spec` of a `LCMMachine`: what LCM does with one machine.
public struct LCMMachineSpec: ResourceSpec {
    /// Its cluster.
    public var clusterName = ""
    /// Manager or worker.
    public var type = MachineType.worker
    /// How Kubernetes is run.
    public var lcmType = LCMType.ucp
    /// The components wanted.
    public var components = LCMComponents()
    /// The items to carry out, in order.
    public var stateItems: [StateItem] = []
    /// The agent wanted.
    public var agentConfig = AgentConfig()
    /// The release to reach.
    public var release = ""
    /// The container runtime wanted.
    public var mcrVersion = ""
    /// Whether it has to reboot.
    public var rebootRequired = false
    /// Whether it is in maintenance.
    public var maintenance = false
    /// Whether the agent does nothing but manage keys.
    public var haltAgent = false
    /// Whether the node is to be prepared for the deletion of the machine.
    /// Source: Mirantis/mcc-api pkg/apis/lcm/v1alpha1/lcmmachine_types.go.
    public var prepareDeletion = false
    /// Whether it is out of lifecycle management. The field is inferred from that of the Machine.
    public var disable = false

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("clusterName", &clusterName)
        try coder.field("type", &type)
        try coder.field("lcmType", &lcmType)
        try coder.field("components", &components)
        try coder.field("stateItems", &stateItems)
        try coder.field("agentConfig", &agentConfig)
        try coder.field("release", &release)
        try coder.field("mcrVersion", &mcrVersion)
        try coder.field("rebootRequired", &rebootRequired)
        try coder.field("maintenance", &maintenance)
        try coder.field("haltAgent", &haltAgent)
        try coder.field("prepareDeletion", &prepareDeletion)
        try coder.field("disable", &disable)
    }

    public typealias Status = LCMMachineStatus
    public static let info = KindInfo(
        apiVersion: "lcm.mirantis.com/v1alpha1", kind: "LCMMachine", home: .management)
    public static let kind = KindID(rawValue: 262)

    public static func indexKeys(_ object: Resource<Self>) -> [IndexKey] {
        let (spec, metadata) = (object.spec, object.metadata)
        guard let group = metadata.labels[Label.updateGroup] else {
            return [IndexKey("cluster", namespace: metadata.namespace, spec.clusterName)]
        }
        return [
            IndexKey("cluster", namespace: metadata.namespace, spec.clusterName),
            IndexKey("group", namespace: metadata.namespace, group),
        ]
    }
}

/// What LCM does with one machine.
public typealias LCMMachine = Resource<LCMMachineSpec>
