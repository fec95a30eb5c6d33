/// A network interface of a host.
///
/// Source: iproute2, ip-link(8); the kernel's Documentation/ABI/testing/sysfs-class-net.
public struct NetworkInterface: Hashable, Codable, Sendable {
    /// What went one way since the boot.
    public struct Traffic: Hashable, Codable, Sendable {
        public var bytes: Int64
        public var packets: Int64
        public var errors: Int64
        public var dropped: Int64

        /// Makes the traffic.
        public init(bytes: Int64, packets: Int64, errors: Int64, dropped: Int64) {
            self.bytes = bytes
            self.packets = packets
            self.errors = errors
            self.dropped = dropped
        }
    }

    /// The name that Linux gives it.
    public var name: String
    /// `ether`, `loopback`, or what it is made as: `bond`, `bridge`, `veth`, `vlan` ...
    public var kind: String
    /// The hardware address.
    public var mac: String?
    /// Bytes; nil where it is not told.
    public var mtu: Int64?
    /// Whether it was switched on.
    public var isEnabled: Bool
    /// Whether somebody is at the other end; nil where that is not told.
    public var hasLink: Bool?
    /// `up`, `down`, `lowerlayerdown`, `unknown` ...; nil where it is not told.
    public var state: String?
    /// In Mbit/s; nil of virtual ones and without a link.
    public var speed: Int64?
    public var isFullDuplex: Bool?
    /// The driver of the kernel; nil of virtual ones.
    public var driver: String?
    /// The bond or bridge that it belongs to.
    public var master: String?
    /// How often its link came or went since the boot.
    public var linkChanges: Int64?
    /// Frames that came damaged: a bad cable or bad optics.
    public var checksumErrors: Int64?
    public var received: Traffic?
    public var sent: Traffic?

    /// An interface of which no more is known.
    public init(name: String, kind: String, isEnabled: Bool) {
        self.name = name
        self.kind = kind
        self.isEnabled = isEnabled
    }
}
