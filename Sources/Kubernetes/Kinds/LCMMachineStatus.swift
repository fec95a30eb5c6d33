/// The status of an LCMMachine.
public struct LCMMachineStatus: FieldCodable {
    /// The state.
    public var state = LCMMachineState.uninitialized
    /// How each item went, by name.
    public var stateItemStatuses = OrderedMap<StateItemStatus>()
    /// Its addresses.
    public var addresses: [MachineAddress] = []
    /// The version of the agent that runs.
    public var agentVersion = ""
    /// How the agent upgrades itself.
    public var lcmAgentUpgradeStatus = AgentUpgradeStatus()
    /// The components that run.
    public var components = LCMComponents()
    /// The release that it has reached.
    public var release = ""
    /// The container runtime that runs.
    public var mcrVersion = ""
    /// The last reboot.
    public var reboot = RebootStatus()
    /// What runs on the host.
    public var hostInfo = HostInfo()
    /// cordondraining, cordondrained, uncordoning or nothing.
    public var kubernetesCordonDrain = ""
    /// The same for Swarm.
    public var swarmCordonDrain = ""
    /// How far the preparation of its deletion is.
    public var prepareDeletionPhase = PrepareDeletionPhase.none

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("state", &state)
        try coder.field("stateItemStatuses", &stateItemStatuses)
        try coder.field("addresses", &addresses)
        try coder.field("agentVersion", &agentVersion)
        try coder.field("lcmAgentUpgradeStatus", &lcmAgentUpgradeStatus)
        try coder.field("components", &components)
        try coder.field("release", &release)
        try coder.field("mcrVersion", &mcrVersion)
        try coder.field("reboot", &reboot)
        try coder.field("hostInfo", &hostInfo)
        try coder.field("kubernetesCordonDrain", &kubernetesCordonDrain)
        try coder.field("swarmCordonDrain", &swarmCordonDrain)
        try coder.field("prepareDeletionPhase", &prepareDeletionPhase)
    }
}
