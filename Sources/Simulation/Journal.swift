/// Everything that happens, in order, with causes, and a rolling fingerprint over it.
///
/// The journal keeps the block that is not yet full; full blocks wait in `sealed` until a driver drains them.
public struct Journal: Sendable {
    /// The fingerprint over all entries so far.
    public private(set) var fingerprint: Fingerprint
    /// Full blocks that no driver has taken yet, oldest first.
    public private(set) var sealed: [JournalBlock] = []
    /// The entry that the next one takes as its cause unless told otherwise.
    public var cause: EntryID = .none

    private var open: ContiguousArray<Entry> = []
    private var base: UInt32 = 0

    /// An empty journal whose fingerprint starts with `versions`: of the model, the catalogue and the inputs.
    public init(versions: [String]) {
        fingerprint = Fingerprint()
        for version in versions { fingerprint.absorb(version) }
        open.reserveCapacity(JournalBlock.capacity)
    }

    /// The number of entries so far.
    public var count: Int { Int(base) + open.count }

    /// The newest entry's number.
    public var last: EntryID { EntryID(number: base + UInt32(open.count)) }

    /// Adds an entry and returns its number.
    @discardableResult
    public mutating func append(_ entry: Entry) -> EntryID {
        if open.count == JournalBlock.capacity { seal() }
        fingerprint.absorb(entry)
        open.append(entry)
        return last
    }

    /// Adds an entry caused by `cause`.
    @discardableResult
    public mutating func append(
        _ time: SimTime, _ kind: EntryKind, _ subject: Subject, _ object: Subject = .none, value: Int64 = 0
    ) -> EntryID {
        append(Entry(time: time, kind: kind, subject: subject, object: object, value: value, cause: cause))
    }

    /// An entry that is not drained yet, or nil.
    public func entry(_ id: EntryID) -> Entry? {
        if id.number > base { return id <= last ? open[Int(id.number - base) - 1] : nil }
        guard let block = sealed.last(where: { $0.base < id }) else { return nil }
        return block.entries[Int(id.number - block.base.number) - 1]
    }

    /// Calls `body` with every entry after `id`, in order, also those of sealed blocks; none of them may be
    /// drained yet.
    public func forEach(after id: EntryID, _ body: (EntryID, Entry) -> Void) {
        let first = sealed.first?.base.number ?? base
        precondition(
            id.number >= first, "entries after \(id.number) are wanted, those up to \(first) are drained")
        for block in sealed { Self.forEach(block.entries, block.base.number, after: id, body) }
        Self.forEach(open, base, after: id, body)
    }

    private static func forEach(
        _ entries: ContiguousArray<Entry>, _ base: UInt32, after id: EntryID, _ body: (EntryID, Entry) -> Void
    ) {
        let begin = max(Int(id.number) - Int(base), 0)
        guard begin < entries.count else { return }
        for index in begin..<entries.count {
            body(EntryID(number: base + UInt32(index) + 1), entries[index])
        }
    }

    /// Takes the full blocks away, for a driver that keeps or stores them.
    public mutating func drain() -> [JournalBlock] {
        let blocks = sealed
        sealed = []
        return blocks
    }

    /// Closes the journal: takes all blocks away, the last one not full (and left out when empty).
    public mutating func close() -> [JournalBlock] {
        if !open.isEmpty { seal() }
        return drain()
    }

    private mutating func seal() {
        sealed.append(JournalBlock(base: EntryID(number: base), entries: open, fingerprint: fingerprint))
        base += UInt32(open.count)
        open.removeAll(keepingCapacity: false)
        open.reserveCapacity(JournalBlock.capacity)
    }
}
