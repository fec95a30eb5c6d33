/// The place of one object in a table: its newest version, and older ones that some cache still sees.
struct Slot: Sendable {
    /// The newest version; a tombstone once deleted; nil when the place is free.
    var head: StoredObject?
    /// Superseded versions that a cursor may still need, newest first.
    var older: [StoredObject] = []

    /// The version that a cache at `cursor` sees, or nil.
    @inline(__always)
    func version(at cursor: UInt64) -> StoredObject? {
        guard let head else { return nil }
        if head.revision <= cursor { return head.isTombstone ? nil : head }
        for version in older where version.revision <= cursor { return version.isTombstone ? nil : version }
        return nil
    }
}
