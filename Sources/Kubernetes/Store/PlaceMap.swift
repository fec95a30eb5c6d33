import Simulation

/// Places by 64-bit key: a hash table with open addressing over chunks that forks share.
///
/// A look-up costs about 10 ns, a fifth of that in a `TreeDictionary`, and nothing depends on the process's
/// hash seed. There is no way to iterate. The first write after a fork copies the table of chunks and one
/// chunk.
public struct PlaceMap: Sendable {
    private struct Slot: Sendable {
        var key: UInt64
        /// The place, plus one; 0 for a free slot.
        var mark: UInt32
    }

    private var slots = ChunkedArray<Slot>()
    /// How many keys there are.
    public private(set) var count = 0

    /// A map without keys.
    public init() {}

    /// The place under `key`, or nil.
    public func find(_ key: UInt64) -> UInt32? {
        guard count > 0 else { return nil }
        let mask = slots.count - 1
        var index = home(key)
        while true {
            let slot = slots[index]
            if slot.mark == 0 { return nil }
            if slot.key == key { return slot.mark - 1 }
            index = (index + 1) & mask
        }
    }

    /// Puts `place` under `key`, which must not be there.
    public mutating func insert(_ place: UInt32, under key: UInt64) {
        if (count + 1) * 2 > slots.count { grow() }
        add(Slot(key: key, mark: place + 1))
        count += 1
    }

    /// Takes `key` away if it is there.
    public mutating func remove(_ key: UInt64) {
        guard count > 0 else { return }
        let mask = slots.count - 1
        var hole = home(key)
        while slots[hole].key != key || slots[hole].mark == 0 {
            if slots[hole].mark == 0 { return }
            hole = (hole + 1) & mask
        }
        count -= 1
        var index = hole
        while true {
            index = (index + 1) & mask
            let slot = slots[index]
            if slot.mark == 0 { break }
            // It may move into the hole unless its home lies behind the hole.
            if (index &- home(slot.key)) & mask >= (index &- hole) & mask {
                slots[hole] = slot
                hole = index
            }
        }
        slots[hole].mark = 0
    }

    /// Neighbours stay neighbours, eight by eight: names are mostly numbered in the order in which objects
    /// are looked at one after the other.
    private func home(_ key: UInt64) -> Int {
        let group = ((key >> 3) &* 0x9e37_79b9_7f4a_7c15) >> 24
        return Int(truncatingIfNeeded: group << 3 | key & 7) & (slots.count - 1)
    }

    private mutating func add(_ slot: Slot) {
        var index = home(slot.key)
        while slots[index].mark != 0 { index = (index + 1) & (slots.count - 1) }
        slots[index] = slot
    }

    private mutating func grow() {
        let old = slots
        slots = ChunkedArray(repeating: Slot(key: 0, mark: 0), count: max(16, old.count * 2))
        for index in old.indices where old[index].mark != 0 { add(old[index]) }
    }
}
