/// A node of a broker's cluster, as its management API tells (`/api/nodes`).
public struct RabbitMQNode: Hashable, Codable, Sendable {
    /// The Erlang name: `rabbit@host`.
    public var name: String
    public var isRunning: Bool
    /// Memory in use, and the high watermark at which the alarm goes on, in bytes; nil of a node that does
    /// not run.
    public var memory: Int64?
    public var memoryLimit: Int64?
    /// Free room on its disk, and the limit below which the alarm goes on, in bytes.
    public var diskFree: Int64?
    public var diskFreeLimit: Int64?
    /// Open file descriptors, and how many there may be.
    public var descriptors: Int64?
    public var descriptorLimit: Int64?
    /// The nodes that it has lost in a partition of the network.
    public var partitions: [String] = []

    /// A node of which no more is known.
    public init(name: String, isRunning: Bool) {
        self.name = name
        self.isRunning = isRunning
    }
}
