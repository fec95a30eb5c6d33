/// The place of one object in a table: its newest version, and older ones that some cache still sees.
struct Slot: Sendable {
    /// The newest version; a tombstone once deleted; nil when the place is free.
    private(set) var head: StoredObject?
    /// The version before it, where a cursor may still need it: mostly the only one.
    private var previous: StoredObject?
    /// Those before that one, newest first.
    private var older: [StoredObject] = []

    /// The version that a cache at `cursor` sees, or nil.
    @inline(__always)
    func version(at cursor: UInt64) -> StoredObject? {
        guard let head else { return nil }
        if head.revision <= cursor { return head.isTombstone ? nil : head }
        guard let previous else { return nil }
        if previous.revision <= cursor { return previous.isTombstone ? nil : previous }
        for version in older where version.revision <= cursor { return version.isTombstone ? nil : version }
        return nil
    }

    /// The same without a reference of its own: for as long as nothing is written here.
    @inline(__always)
    func unretained(at cursor: UInt64) -> Unmanaged<StoredObject>? {
        guard let head else { return nil }
        if head.revision <= cursor { return head.isTombstone ? nil : .passUnretained(head) }
        return version(at: cursor).map { .passUnretained($0) }
    }

    /// Whether it has nothing but its newest version.
    var isSettled: Bool { previous == nil }
    /// How many older versions it has.
    var olderCount: Int { previous == nil ? 0 : older.count + 1 }

    /// Puts a new version in place; the one before is kept where a cursor may still need it.
    mutating func write(_ object: StoredObject, keepingOld: Bool) {
        if keepingOld, let head {
            if let previous { older.insert(previous, at: 0) }
            previous = head
        }
        head = object
    }

    /// Takes the oldest version out if it is from before `revision` and another follows it.
    mutating func takeOldest(before revision: UInt64) -> StoredObject? {
        guard let oldest = older.last ?? previous, oldest.revision < revision else { return nil }
        if older.popLast() == nil { previous = nil }
        return oldest
    }

    /// Whether a version is found under an index key.
    func isListed(under key: IndexKey) -> Bool {
        if let head, head.indexKeys.contains(key) { return true }
        if let previous, previous.indexKeys.contains(key) { return true }
        return older.contains { $0.indexKeys.contains(key) }
    }
}
