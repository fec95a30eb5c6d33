/// What a BMC tells of its server. What it does not tell is nil or empty.
///
/// Source: DMTF DSP0268, ComputerSystem, EthernetInterface, Drive.
public struct BMCSystem: Hashable, Codable, Sendable {
    /// An Ethernet interface.
    public struct Interface: Hashable, Codable, Sendable {
        /// Its name at the BMC.
        public var name: String
        /// The hardware address, in lower case.
        public var mac: String
        /// The speed in Mbit/s.
        public var speed: Int64?
        /// Whether it has a link.
        public var hasLink: Bool?

        /// Makes an interface.
        public init(name: String, mac: String, speed: Int64?, hasLink: Bool?) {
            self.name = name
            self.mac = mac
            self.speed = speed
            self.hasLink = hasLink
        }
    }

    /// A drive.
    public struct Drive: Hashable, Codable, Sendable {
        /// Its name at the BMC.
        public var name: String
        /// The model.
        public var model: String?
        /// The serial number.
        public var serial: String?
        /// The size in bytes.
        public var bytes: Int64?
        /// `HDD` or `SSD`.
        public var media: String?
        /// `SATA`, `SAS` or `NVMe`.
        public var bus: String?
        /// How it is.
        public var health: BMCHealth?

        /// Makes a drive.
        public init(
            name: String, model: String?, serial: String?, bytes: Int64?, media: String?, bus: String?,
            health: BMCHealth?
        ) {
            self.name = name
            self.model = model
            self.serial = serial
            self.bytes = bytes
            self.media = media
            self.bus = bus
            self.health = health
        }
    }

    /// The server's name at its BMC.
    public var name: String
    /// The identity that DMI tells, in lower case.
    public var uuid: String?
    public var manufacturer: String?
    public var model: String?
    public var serial: String?
    public var biosVersion: String?
    public var power: PowerState
    public var health: BMCHealth?
    /// What it boots from next.
    public var boot: BootOverride
    /// What it can be told to boot from.
    public var bootable: [BootDevice]
    /// The ways in which it can be reset.
    public var resets: [ResetType]
    /// The processors' model.
    public var processor: String?
    /// How many processors.
    public var processors: Int64?
    /// Threads of all processors.
    public var threads: Int64?
    /// Memory in MiB.
    public var memory: Int64?
    public var interfaces: [Interface]
    public var drives: [Drive]
    /// The address of the image in the virtual drive; nil when it is empty or there is none.
    public var media: String?

    /// Makes a server of which no more is known than its name and power.
    public init(name: String, power: PowerState) {
        self.name = name
        self.power = power
        boot = .none
        bootable = []
        resets = []
        interfaces = []
        drives = []
    }
}
