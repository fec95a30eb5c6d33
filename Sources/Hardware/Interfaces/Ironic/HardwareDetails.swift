/// What an inspection finds in a server.
public struct HardwareDetails: Hashable, Codable, Sendable {
    /// A disk.
    public struct Disk: Hashable, Codable, Sendable {
        /// The device, such as `/dev/nvme0n1`.
        public var name: String
        /// The size in bytes.
        public var bytes: Int64
        /// `HDD`, `SSD` or `NVME`.
        public var type: String

        /// Makes a disk.
        public init(name: String, bytes: Int64, type: String) {
            self.name = name
            self.bytes = bytes
            self.type = type
        }
    }

    /// A network interface.
    public struct Interface: Hashable, Codable, Sendable {
        /// The name that Linux gives it.
        public var name: String
        /// The hardware address.
        public var mac: String
        /// The speed in Gbit/s.
        public var speed: Int64

        /// Makes an interface.
        public init(name: String, mac: String, speed: Int64) {
            self.name = name
            self.mac = mac
            self.speed = speed
        }
    }

    /// Threads of all processors.
    public var processors: Int64
    /// Memory in MiB.
    public var memory: Int64
    /// The disks.
    public var disks: [Disk]
    /// The network interfaces.
    public var interfaces: [Interface]

    /// Makes the details.
    public init(processors: Int64, memory: Int64, disks: [Disk], interfaces: [Interface]) {
        self.processors = processors
        self.memory = memory
        self.disks = disks
        self.interfaces = interfaces
    }
}
