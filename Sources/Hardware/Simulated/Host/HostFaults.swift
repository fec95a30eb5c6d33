public import Simulation

/// What faults do to a host at present. All at rest when no fault is on.
public struct HostFaults: Hashable, Sendable {
    /// Added to each power-on self test.
    public var extraPost = SimDuration.zero
    /// How many faults let the host hang at its next boots.
    public var bootHangs = 0
    /// How many faults keep the host from booting over the network.
    public var netbootFailures = 0
    /// How many faults let the firmware ignore what it was told to boot from.
    public var wrongBootDevices = 0
    /// How many faults have let the running system hang.
    public var hangs = 0
    /// How many faults have let the container runtime hang.
    public var runtimeHangs = 0
    /// How many faults have stopped the kubelet.
    public var kubeletStops = 0
    /// How many faults hold the members of Galera clusters.
    var memberPauses = 0
    /// The alarms that faults hold on at message brokers, one entry a fault.
    var brokerAlarms: [BrokerAlarm] = []
    /// How many faults have stopped the LCM agent.
    public var agentStops = 0
    /// How much slower pulls of images are.
    var slowPulls = Slowness()
    /// How many times longer pulls of images take.
    public var pullSlowness: Int64 { slowPulls.product }
    /// How many faults have killed what makes the host a manager of its engine.
    public var managerLosses = 0
    /// The items that fail, one entry a fault.
    public var failingItems: [FailingItem] = []
    /// What is wrong with its disks, by name; sound ones are not listed.
    public var disks: [DiskFaults] = []
    /// After how long its kernel panics once it runs, one entry a fault.
    public var bootLoops: [SimDuration] = []
    /// By how much its clock is ahead; negative behind. The offsets of several faults add up.
    public var clockOffset = SimDuration.zero

    /// Nothing is wrong.
    public init() {}

    /// Whether certificates are valid by its clock: swarm dates a new one back by an hour, and it lasts 90
    /// days.
    /// Source: moby/swarmkit ca/certificates.go (CertBackdate, DefaultNodeCertExpiration).
    var hasUsableClock: Bool { clockOffset >= .hours(-1) && clockOffset < .hours(2_160) }

    /// Whether a run of `item` fails; uses up one failure when it does.
    mutating func fails(item: String) -> Bool {
        guard let index = failingItems.firstIndex(where: { $0.item == item && $0.left > 0 }) else {
            return false
        }
        failingItems[index].left -= 1
        return true
    }
}
