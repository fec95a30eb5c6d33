/// The bare-metal provider part of the status of a Machine.
public struct MachineProviderStatus: FieldCodable {
    /// The state of its LCMMachine, or Provision.
    public var status = ""
    /// Its address.
    public var privateIp = ""
    /// Its place in the order of updates.
    public var upgradeIndex: Int64 = 0
    /// Whether a reboot is due.
    public var reboot = MachineReboot()
    /// Whether all conditions hold.
    public var ready = false
    /// Whether it is in maintenance.
    public var maintenance = false
    /// Whether its deletion was asked for.
    public var delete = false
    /// How far the preparation of its deletion is.
    public var prepareDeletionPhase = PrepareDeletionPhase.none
    /// Its conditions.
    public var conditions: [ReadyCondition] = []

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("status", &status)
        try coder.field("privateIp", &privateIp)
        try coder.field("upgradeIndex", &upgradeIndex)
        try coder.field("reboot", &reboot)
        try coder.field("ready", &ready)
        try coder.field("maintenance", &maintenance)
        try coder.field("delete", &delete)
        try coder.field("prepareDeletionPhase", &prepareDeletionPhase)
        try coder.field("conditions", &conditions)
    }
}
