/// An OSD of a Ceph cluster, as `ceph osd tree` and `ceph osd df` tell.
public struct CephOSD: Hashable, Codable, Sendable {
    /// Its number.
    public var id: Int64
    /// Where CRUSH has it, from the root down to what holds it, such as a host; empty when nowhere.
    public var place: [String]
    /// `hdd`, `ssd`, `nvme`.
    public var deviceClass: String?
    /// Whether its process runs.
    public var isUp: Bool
    /// How much of its share of data it gets, in thousandths: 0 when it is out.
    public var reweight: Int64
    /// The bytes of its disk, and those in use; nil where they are not told.
    public var bytes: Int64?
    public var usedBytes: Int64?
    /// Placement groups that have a copy there.
    public var groups: Int64?

    /// Whether it holds data.
    public var isIn: Bool { reweight > 0 }

    /// Makes an OSD.
    public init(id: Int64, place: [String], isUp: Bool, reweight: Int64) {
        self.id = id
        self.place = place
        self.isUp = isUp
        self.reweight = reweight
    }
}
