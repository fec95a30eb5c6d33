/// How many faults something has, for few things of many: what has none takes no room.
public struct FaultCounts<Key: Hashable & Comparable & Sendable>: Hashable, Sendable {
    private var keys: [Key] = []
    private var counts: [Int] = []

    /// Nothing has a fault.
    public init() {}

    /// Whether nothing has a fault.
    public var isEmpty: Bool { keys.isEmpty }

    /// Whether `key` has a fault.
    public func contains(_ key: Key) -> Bool {
        guard !keys.isEmpty else { return false }
        let place = place(of: key)
        return place < keys.count && keys[place] == key
    }

    /// `key` has one fault more.
    mutating func add(_ key: Key) {
        let place = place(of: key)
        if place < keys.count, keys[place] == key {
            counts[place] += 1
        } else {
            keys.insert(key, at: place)
            counts.insert(1, at: place)
        }
    }

    /// `key` has one fault less; traps when it had none.
    mutating func remove(_ key: Key) {
        let place = place(of: key)
        precondition(place < keys.count && keys[place] == key, "\(key) has no fault to end")
        counts[place] -= 1
        guard counts[place] == 0 else { return }
        keys.remove(at: place)
        counts.remove(at: place)
    }

    private func place(of key: Key) -> Int {
        var (low, high) = (0, keys.count)
        while low < high {
            let middle = (low + high) / 2
            if keys[middle] < key { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
