/// What a Ceph cluster says of itself, as `ceph status` tells.
public struct CephStatus: Hashable, Codable, Sendable {
    /// Placement groups in one state.
    public struct Groups: Hashable, Codable, Sendable {
        /// The state: `active+undersized+degraded`.
        public var state: String
        public var count: Int64

        /// Makes the groups of a state.
        public init(state: String, count: Int64) {
            self.state = state
            self.count = count
        }

        /// Whether clients can read and write there.
        public var isActive: Bool { state.split(separator: "+").contains("active") }
        /// Whether all copies are where they belong.
        public var isClean: Bool { state.split(separator: "+").contains("clean") }
    }

    /// Its identity.
    public var fsid: String
    /// Without the lines of detail.
    public var health: CephHealth
    /// How many monitors there are, and the names of those that agree.
    public var monitors = 0
    public var quorum: [String] = []
    /// Whether a manager serves: without one, placement groups and pools are told as they were.
    public var hasManager = false
    /// How many OSDs there are, run, and hold data.
    public var osds = 0
    public var osdsUp = 0
    public var osdsIn = 0
    public var pools: Int64 = 0
    public var objects: Int64 = 0
    /// Bytes of data, of copies on disks, and of all disks.
    public var dataBytes: Int64 = 0
    public var usedBytes: Int64 = 0
    public var totalBytes: Int64 = 0
    /// Placement groups by their states, the most frequent first.
    public var groups: [Groups] = []
    /// Copies of objects that are missing, and that are where they do not belong.
    public var degradedObjects: Int64 = 0
    public var misplacedObjects: Int64 = 0

    /// Of a cluster of which no more is known.
    public init(fsid: String, health: CephHealth) {
        self.fsid = fsid
        self.health = health
    }
}
