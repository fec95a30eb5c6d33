public import Simulation

/// A host of instances: what it has, what of it is promised, and how its services are.
public struct Hypervisor: Sendable {
    /// The name of its node.
    public var name: NameID
    /// The index of its host in the plant.
    public var host: UInt32
    /// Processors that virtual ones share, and those that pinned ones have for themselves.
    public var processors: Int32
    public var pinnedProcessors: Int32
    /// Memory in MiB.
    public var memoryMiB: Int32
    /// The number of its availability zone, from 1; 0 for none.
    public var zone: UInt8 = 0
    /// The aggregates that it is in; bits are their numbers.
    public var aggregates: UInt64 = 0

    /// What is promised: also to instances that are on their way here.
    public internal(set) var usedProcessors: Int64 = 0
    public internal(set) var usedPinned: Int64 = 0
    public internal(set) var usedMemoryMiB: Int64 = 0
    /// How many instances are here.
    public internal(set) var count: Int32 = 0
    /// The first of its instances; -1 for none.
    var first: Int32 = -1
    /// How many instances move to or from it.
    var moves: Int32 = 0

    /// Whether instances may come, and why not.
    public internal(set) var isEnabled = true
    public internal(set) var disabledReason = NameID.empty
    /// Whether it is gone from Nova.
    var isRemoved = false
    /// Whether its services run and reach the cloud.
    var isReporting = true
    /// When they began to; they need a while until they report.
    var startedAt = Self.ever
    /// When they last reported before they stopped.
    var lastReport = Self.ever
    /// Whether Masakari is at work for it, and how many of its instances it builds anew just now.
    var isRecovering = false
    var recoveries: Int32 = 0
    /// Counts what is due to its instances, so that what was due before a failure is told apart.
    var epoch: UInt16 = 0

    /// Long before all that happens.
    static let ever = SimTime(nanoseconds: .min / 4)

    /// An empty one.
    public init(
        name: NameID, host: UInt32, processors: Int32, pinnedProcessors: Int32 = 0, memoryMiB: Int32
    ) {
        self.name = name
        self.host = host
        self.processors = processors
        self.pinnedProcessors = pinnedProcessors
        self.memoryMiB = memoryMiB
    }

    /// Memory that is not promised yet, in MiB.
    var freeMemoryMiB: Int64 {
        Int64(memoryMiB) - ComputeConstants.reservedMemoryMiB - usedMemoryMiB
    }

    /// Whether an instance of a flavor has room.
    func hasRoom(for flavor: Flavor) -> Bool {
        guard freeMemoryMiB >= Int64(flavor.memoryMiB) else { return false }
        if flavor.isPinned { return Int64(pinnedProcessors) - usedPinned >= Int64(flavor.processors) }
        return Int64(processors) * ComputeConstants.processorRatio - usedProcessors
            >= Int64(flavor.processors)
    }

    /// Promises what a flavor takes, or takes the promise back.
    mutating func claim(_ flavor: Flavor, _ sign: Int64) {
        usedMemoryMiB += Int64(flavor.memoryMiB) * sign
        if flavor.isPinned {
            usedPinned += Int64(flavor.processors) * sign
        } else {
            usedProcessors += Int64(flavor.processors) * sign
        }
    }
}
