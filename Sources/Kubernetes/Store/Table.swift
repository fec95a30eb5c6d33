import Simulation

/// The objects of one kind in one cluster, with their recent history and the caches over it.
struct Table: Sendable {
    /// Objects in the order of creation; freed places are used again.
    var slots = ChunkedArray<Slot>()
    /// How many objects exist.
    var count = 0
    private(set) var places = PlaceMap()
    private var free: [UInt32] = []
    private var index = TableIndex()
    private var changes: ContiguousArray<ChangeRecord> = []
    /// The number of the first change in `changes` that is still kept at `firstKept`.
    private var base = 0
    private var firstKept = 0
    /// The number of the first change that `takeUntold` has not answered.
    private var untold = 0
    /// The caches.
    var informers: [Informer] = []
    /// The newest revision whose change is no longer kept: watching from before it is `gone`.
    private(set) var compacted: UInt64 = 0

    /// The newest version of the object at `packed`, or nil.
    func head(_ packed: UInt64) -> StoredObject? {
        guard let place = places.find(packed) else { return nil }
        return slots[Int(place)].version(at: .max)
    }

    /// The version that the cache `informer` sees, or nil.
    mutating func cached(_ packed: UInt64, informer: Int) -> StoredObject? {
        guard let place = places.find(packed) else { return nil }
        return slots[Int(place)].version(at: informers[informer].cursor)
    }

    /// Calls `body` with every object that a cache (nil: the store itself) sees, in slot order, until it
    /// answers false.
    @inline(__always)
    func forEach(informer: Int?, _ body: (StoredObject) -> Bool) {
        let cursor = informer.map { informers[$0].cursor } ?? .max
        for index in slots.indices {
            if let version = slots[index].unretained(at: cursor),
                !version._withUnsafeGuaranteedRef({ body($0) })
            {
                return
            }
        }
    }

    /// Calls `body` with the objects under `key` that a cache (nil: the store itself) sees, in slot order,
    /// until it answers false.
    @inline(__always)
    func forEach(_ key: IndexKey, informer: Int?, _ body: (StoredObject) -> Bool) {
        let cursor = informer.map { informers[$0].cursor } ?? .max
        for place in index.places(under: key) {
            // Older versions may still be listed here under a key that the seen version no longer has.
            guard let version = slots[Int(place)].unretained(at: cursor) else { continue }
            let isSettled = slots[Int(place)].isSettled
            let goesOn = version._withUnsafeGuaranteedRef {
                !isSettled && !$0.indexKeys.contains(key) || body($0)
            }
            if !goesOn { return }
        }
    }

    /// As `forEach`, for a table that lies in a store: mutating, so that it is not copied first.
    @inline(never)
    mutating func forEachSeen(by informer: Int, _ body: (StoredObject) -> Bool) {
        forEach(informer: informer, body)
    }

    /// As `forEach` under a key, for a table that lies in a store.
    @inline(never)
    mutating func forEachSeen(by informer: Int, under key: IndexKey, _ body: (StoredObject) -> Bool) {
        forEach(key, informer: informer, body)
    }

    /// How many places are listed under `key`: at least as many as objects.
    func listed(_ key: IndexKey) -> Int { index.places(under: key).count }

    /// Puts a new version in place and remembers the change; returns the one before it. With `object` a
    /// tombstone this is a deletion.
    @discardableResult
    mutating func write(_ object: StoredObject, time: SimTime, cause: EntryID) -> StoredObject? {
        let place: UInt32
        if let known = places.find(object.key.packed) {
            place = known
        } else if let reused = free.popLast() {
            place = reused
            places.insert(place, under: object.key.packed)
        } else {
            place = UInt32(slots.count)
            slots.append(Slot())
            places.insert(place, under: object.key.packed)
        }
        let old = slots[Int(place)].head
        let existed = old.map { !$0.isTombstone } ?? false
        if existed != !object.isTombstone { count += object.isTombstone ? -1 : 1 }
        slots[Int(place)].write(object, keepingOld: !informers.isEmpty)
        for key in object.indexKeys where !(old?.indexKeys.contains(key) ?? false) {
            index.insert(place, under: key)
        }
        if informers.isEmpty {
            if let old { forget(old.indexKeys, at: place) }
            if object.isTombstone { release(place) }
            compacted = object.revision
            return old
        }
        let traits = object.traits.union(old?.traits ?? [])
        let aspects = traits.union(object.isTombstone ? .deletion : existed ? object.aspects : .creation)
        changes.append(
            ChangeRecord(
                slot: place, aspects: aspects, cause: cause, revision: object.revision, time: time))
        return old
    }

    /// Adds a cache that has seen everything so far, and returns its number.
    mutating func addInformer(revision: UInt64) -> Int {
        informers.append(Informer(cursor: revision, next: base + changes.count - firstKept))
        return informers.count - 1
    }

    /// The change that `informer` has to see next, or nil when it has seen all.
    mutating func nextChange(_ informer: Int) -> ChangeRecord? {
        let index = informers[informer].next - base + firstKept
        return index < changes.count ? changes[index] : nil
    }

    /// When the next change was made that this has not answered yet, of those of one instant only the first;
    /// nil when there is no other. What all caches have seen is left out.
    mutating func takeUntold() -> SimTime? {
        var index = max(untold, base) - base + firstKept
        guard index < changes.count else { return nil }
        let time = changes[index].time
        repeat { index += 1 } while index < changes.count && changes[index].time == time
        untold = index + base - firstKept
        return time
    }

    /// Moves `informer` past all that was written by `time`, if nothing of it is of `aspects`; false where
    /// something is.
    mutating func pass(_ informer: Int, to time: SimTime, unless aspects: ChangeAspects) -> Bool {
        let first = informers[informer].next - base + firstKept
        var index = first
        while index < changes.count, changes[index].time <= time {
            guard changes[index].aspects.isDisjoint(with: aspects) else { return false }
            index += 1
        }
        if index > first {
            informers[informer].cursor = changes[index - 1].revision
            informers[informer].next += index - first
        }
        return true
    }

    /// Moves `informer` past its next change of `aspects` if that was made by `time`, and says whether it was
    /// the last change by then; nil when there is none. What no cache needs any more is kept until `trim`.
    mutating func see(
        _ informer: Int, to time: SimTime, of aspects: ChangeAspects
    ) -> (delivery: Delivery, isLast: Bool)? {
        var index = informers[informer].next - base + firstKept
        let first = index
        while index < changes.count, changes[index].time <= time,
            changes[index].aspects.isDisjoint(with: aspects)
        {
            index += 1
        }
        if index > first {
            informers[informer].cursor = changes[index - 1].revision
            informers[informer].next += index - first
        }
        guard index < changes.count, changes[index].time <= time else { return nil }
        let change = changes[index]
        let old = slots[Int(change.slot)].version(at: informers[informer].cursor)
        informers[informer].cursor = change.revision
        informers[informer].next += 1
        let new = slots[Int(change.slot)].version(at: change.revision)
        let isLast = index + 1 == changes.count || changes[index + 1].time > time
        return (Delivery(old: old, new: new, cause: change.cause), isLast)
    }

    /// Moves `informer` past its next change; returns the version that it saw before and the one it sees now.
    mutating func advance(_ informer: Int) -> (old: StoredObject?, new: StoredObject?) {
        let change = changes[informers[informer].next - base + firstKept]
        let place = Int(change.slot)
        let old = slots[place].version(at: informers[informer].cursor)
        let next = informers[informer].next
        informers[informer].cursor = change.revision
        informers[informer].next = next + 1
        let new = slots[place].version(at: change.revision)
        // Only the slowest cache has kept the first change.
        if next == base { trim() }
        return (old, new)
    }

    /// Sets the cache back to all that it has seen, unseen: what a restart on a fresh list does.
    mutating func relist(_ informer: Int, revision: UInt64) {
        informers[informer] = Informer(cursor: revision, next: base + changes.count - firstKept)
        trim()
    }

    /// Moves `informer` past all that was written up to `time`, and returns what it sees of it: each object
    /// once, in the order of their last writes. What lay between is never seen.
    mutating func catchUp(_ informer: Int, to time: SimTime) -> [Delivery] {
        let first = informers[informer].next - base + firstKept
        var end = first
        var last: [UInt32: Int] = [:]
        while end < changes.count, changes[end].time <= time {
            last[changes[end].slot] = end
            end += 1
        }
        guard end > first else { return [] }
        let (before, after) = (informers[informer].cursor, changes[end - 1].revision)
        var seen: [Delivery] = []
        for place in first..<end where last[changes[place].slot] == place {
            let slot = slots[Int(changes[place].slot)]
            let delivery = Delivery(
                old: slot.version(at: before), new: slot.version(at: after), cause: changes[place].cause)
            if delivery.old != nil || delivery.new != nil { seen.append(delivery) }
        }
        informers[informer].cursor = after
        informers[informer].next += end - first
        trim()
        return seen
    }

    /// How many writes `informer` has not seen of those up to `time`.
    func unseen(_ informer: Int, to time: SimTime) -> Int {
        changes[(informers[informer].next - base + firstKept)...].prefix { $0.time <= time }.count
    }

    /// Keeps what `informer` sees now; the number of the hold is that of a cache that never moves.
    mutating func hold(_ informer: Int) -> Int {
        let kept = informers[informer]
        if let free = informers.firstIndex(where: { $0.next == .max }) {
            informers[free] = kept
            return free
        }
        informers.append(kept)
        return informers.count - 1
    }

    /// Gives a hold up.
    mutating func release(_ hold: Int) {
        informers[hold] = Informer(cursor: .max, next: .max)
        trim()
    }

    /// Lets a cache see what a hold has kept, and nothing newer.
    mutating func rewind(_ informer: Int, to hold: Int) { informers[informer] = informers[hold] }

    /// The changes after `revision`, in order; nil when they are no longer kept.
    func changes(after revision: UInt64) -> [(revision: UInt64, version: StoredObject?)]? {
        guard revision >= compacted else { return nil }
        return changes[firstKept...].drop { $0.revision <= revision }.map { change in
            (change.revision, slots[Int(change.slot)].version(at: change.revision))
        }
    }

    /// Drops the changes that all caches have seen, and the versions that none sees any more.
    mutating func trim() {
        var slowest = Int.max
        for index in informers.indices { slowest = min(slowest, informers[index].next) }
        let end = min(slowest - base + firstKept, changes.count)
        guard end > firstKept else { return }
        for index in firstKept..<end {
            let change = changes[index]
            settle(Int(change.slot), at: change.revision)
            compacted = change.revision
        }
        base += end - firstKept
        firstKept = end
        if firstKept > 64, firstKept * 2 > changes.count {
            changes.removeFirst(firstKept)
            firstKept = 0
        }
    }

    /// Drops the versions that no cache sees any more, now that all have seen `revision`.
    private mutating func settle(_ place: Int, at revision: UInt64) {
        while let oldest = slots[place].takeOldest(before: revision) {
            forget(oldest.indexKeys, at: UInt32(place))
        }
        if let head = slots[place].head, head.isTombstone, head.revision == revision {
            release(UInt32(place))
        }
    }

    private mutating func forget(_ keys: [IndexKey], at place: UInt32) {
        for key in keys where !slots[Int(place)].isListed(under: key) { index.remove(place, under: key) }
    }

    private mutating func release(_ place: UInt32) {
        guard let head = slots[Int(place)].head else { return }
        places.remove(head.key.packed)
        slots[Int(place)] = Slot()
        free.append(place)
    }
}
