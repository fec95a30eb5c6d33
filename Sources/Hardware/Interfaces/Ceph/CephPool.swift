/// A pool of a Ceph cluster, as `ceph df` tells.
public struct CephPool: Hashable, Codable, Sendable {
    public var id: Int64
    public var name: String
    public var objects: Int64
    /// Bytes of its data, and of their copies.
    public var storedBytes: Int64
    public var usedBytes: Int64
    /// Bytes of data that fit in yet, before the first OSD is full.
    public var freeBytes: Int64

    /// Makes a pool.
    public init(
        id: Int64, name: String, objects: Int64, storedBytes: Int64, usedBytes: Int64, freeBytes: Int64
    ) {
        self.id = id
        self.name = name
        self.objects = objects
        self.storedBytes = storedBytes
        self.usedBytes = usedBytes
        self.freeBytes = freeBytes
    }
}
