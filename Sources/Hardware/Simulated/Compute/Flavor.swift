/// A size of instances, and what it asks of hosts.
public struct Flavor: Hashable, Sendable {
    /// The name.
    public var name: String
    /// Virtual processors.
    public var processors: Int32
    /// Memory in MiB.
    public var memoryMiB: Int32
    /// Root and ephemeral disks in GiB.
    public var diskGiB: Int32
    /// Whether each virtual processor has one of the host's for itself (`hw:cpu_policy=dedicated`).
    public var isPinned: Bool
    /// Whether a device of the host is handed through (`pci_passthrough:alias`).
    public var hasPassthrough: Bool
    /// The aggregates that a host must be in, one of each of these sets; bits are numbers of aggregates.
    public var aggregates: [UInt64]

    /// A flavor of this size.
    public init(
        name: String, processors: Int32, memoryMiB: Int32, diskGiB: Int32, isPinned: Bool = false,
        hasPassthrough: Bool = false, aggregates: [UInt64] = []
    ) {
        self.name = name
        self.processors = processors
        self.memoryMiB = memoryMiB
        self.diskGiB = diskGiB
        self.isPinned = isPinned
        self.hasPassthrough = hasPassthrough
        self.aggregates = aggregates
    }
}
