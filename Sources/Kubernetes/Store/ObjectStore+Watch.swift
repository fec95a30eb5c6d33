public import Simulation

/// What caches see. Looking is mutating, though it changes nothing: an optimised build (Swift 6.3) would
/// copy the store first for a call that borrows it.
extension ObjectStore {
    /// Adds a cache over `kind` that has seen everything so far.
    public mutating func addInformer(_ kind: KindID) -> InformerID {
        let index = place(kind)
        return InformerID(kind: kind, number: tables[index].addInformer(revision: revision))
    }

    /// The object that a cache sees, or nil.
    public mutating func cached(_ key: ObjectKey, informer: InformerID) -> StoredObject? {
        hasTable(key.kind) ? tables[key.kind.tableIndex].cached(key.packed, informer: informer.number) : nil
    }

    /// Calls `body` with the objects that a cache sees, in slot order, until it answers false.
    public mutating func forEach(seenBy informer: InformerID, _ body: (StoredObject) -> Bool) {
        guard hasTable(informer.kind) else { return }
        tables[informer.kind.tableIndex].forEachSeen(by: informer.number, body)
    }

    /// Calls `body` with the objects under an index key that a cache sees, in slot order, until it answers
    /// false.
    public mutating func forEach(
        seenBy informer: InformerID, by key: IndexKey, _ body: (StoredObject) -> Bool
    ) {
        guard hasTable(informer.kind) else { return }
        tables[informer.kind.tableIndex].forEachSeen(by: informer.number, under: key, body)
    }

    /// Whether a cache sees no object under an index key.
    public mutating func isEmpty(seenBy informer: InformerID, by key: IndexKey) -> Bool {
        var isEmpty = true
        forEach(seenBy: informer, by: key) { _ in
            isEmpty = false
            return false
        }
        return isEmpty
    }

    /// When the next change that a cache has to see was made, and by which journal entry; nil when there is
    /// none.
    public mutating func nextChange(_ informer: InformerID) -> (time: SimTime, cause: EntryID)? {
        guard hasTable(informer.kind) else { return nil }
        return tables[informer.kind.tableIndex].nextChange(informer.number).map { ($0.time, $0.cause) }
    }

    /// Shows a cache its next change: the version that it saw before and the one that it sees now. A change
    /// must be there to see.
    public mutating func advance(_ informer: InformerID) -> (old: StoredObject?, new: StoredObject?) {
        tables[place(informer.kind)].advance(informer.number)
    }

    /// When the next change of `kind` was made that this has not answered yet, of those of one instant only
    /// the first; nil when there is no other.
    public mutating func takeUntold(_ kind: KindID) -> SimTime? {
        hasTable(kind) ? tables[kind.tableIndex].takeUntold() : nil
    }

    /// Shows a cache its next change of `aspects` if that was made by `time`, and says whether it was the
    /// last change by then; nil when there is none to see. For many caches in turn: `trim` follows once all
    /// have seen what they may.
    public mutating func see(
        _ informer: InformerID, to time: SimTime, of aspects: ChangeAspects = .all
    ) -> (delivery: Delivery, isLast: Bool)? {
        guard hasTable(informer.kind) else { return nil }
        return tables[informer.kind.tableIndex].see(informer.number, to: time, of: aspects)
    }

    /// Lets a cache have all that was written by `time` without being shown any of it, if nothing of it is of
    /// `aspects`; false where something is.
    public mutating func pass(
        _ informer: InformerID, to time: SimTime, unless aspects: ChangeAspects
    ) -> Bool {
        guard hasTable(informer.kind) else { return true }
        return tables[informer.kind.tableIndex].pass(informer.number, to: time, unless: aspects)
    }

    /// Drops what all caches of `kind` have seen.
    public mutating func trim(_ kind: KindID) {
        if hasTable(kind) { tables[kind.tableIndex].trim() }
    }

    /// Lets a cache list anew: it jumps to the newest state, and what lay between is never seen.
    public mutating func relist(_ informer: InformerID) {
        tables[place(informer.kind)].relist(informer.number, revision: revision)
    }

    /// Shows a cache all that was written up to `time`, each object once, in the order of their last writes:
    /// what lay between is never seen, and an object that came and went not at all.
    public mutating func catchUp(_ informer: InformerID, to time: SimTime) -> [Delivery] {
        tables[place(informer.kind)].catchUp(informer.number, to: time)
    }

    /// How many of the writes up to `time` a cache has not seen.
    public func unseen(_ informer: InformerID, to time: SimTime) -> Int {
        guard hasTable(informer.kind) else { return 0 }
        return tables[informer.kind.tableIndex].unseen(informer.number, to: time)
    }

    /// Keeps what a cache sees now, for as long as the hold is not released.
    public mutating func hold(_ informer: InformerID) -> InformerID {
        InformerID(kind: informer.kind, number: tables[place(informer.kind)].hold(informer.number))
    }

    /// Gives up a hold.
    public mutating func release(_ hold: InformerID) {
        tables[place(hold.kind)].release(hold.number)
    }

    /// Lets a cache see what a hold has kept, as if nothing had been written since.
    public mutating func rewind(_ informer: InformerID, to hold: InformerID) {
        tables[place(informer.kind)].rewind(informer.number, to: hold.number)
    }

    /// What was written to `kind` after `revision`, in order: nil stands for a deletion. Throws `.gone` when
    /// that is no longer kept; then list and start again.
    public func watch(
        _ kind: KindID, after revision: UInt64
    ) throws(APIError) -> [(revision: UInt64, version: StoredObject?)] {
        guard hasTable(kind) else { return [] }
        guard let changes = tables[kind.tableIndex].changes(after: revision) else { throw .gone }
        return changes
    }
}
