/// A block device of a host: a disk, a part of one, or what is made of them.
///
/// Source: util-linux, lsblk(8); the kernel's Documentation/block/stat.rst.
public struct BlockDevice: Hashable, Codable, Sendable {
    /// What went to and from it since the boot.
    public struct Traffic: Hashable, Codable, Sendable {
        public var reads: Int64
        public var readBytes: Int64
        public var writes: Int64
        public var writtenBytes: Int64
        /// Requests that are not answered yet.
        public var inFlight: Int64
        /// For how many milliseconds it had requests.
        public var busyMilliseconds: Int64

        /// Makes the traffic.
        public init(
            reads: Int64, readBytes: Int64, writes: Int64, writtenBytes: Int64, inFlight: Int64,
            busyMilliseconds: Int64
        ) {
            self.reads = reads
            self.readBytes = readBytes
            self.writes = writes
            self.writtenBytes = writtenBytes
            self.inFlight = inFlight
            self.busyMilliseconds = busyMilliseconds
        }
    }

    /// The kernel's name: `sda`.
    public var name: String
    /// `/dev/sda`.
    public var path: String
    /// `disk`, `part`, `lvm`, `raid1`, `loop` ...
    public var kind: String
    /// The device that it is a part of; nil of a whole one.
    public var parent: String?
    public var bytes: Int64
    /// Whether it turns; nil where that is not told.
    public var isRotating: Bool?
    public var isReadOnly = false
    public var model: String?
    public var serial: String?
    /// The name that the maker gave it for the whole world.
    public var wwn: String?
    /// `sata`, `sas`, `nvme` ...; nil of virtual ones.
    public var bus: String?
    /// The kind of file system on it; nil where there is none or it is not told.
    public var fileSystem: String?
    /// Where it is mounted.
    public var mounts: [String] = []
    /// Nil where it is not told.
    public var traffic: Traffic?

    /// A device of which no more is known.
    public init(name: String, kind: String, bytes: Int64) {
        self.name = name
        path = "/dev/\(name)"
        self.kind = kind
        self.bytes = bytes
    }
}
