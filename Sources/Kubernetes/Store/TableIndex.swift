import Simulation

/// The places of a table by index key, each list in ascending order.
struct TableIndex: Sendable {
    private var buckets = ChunkedArray<ContiguousArray<UInt32>>()
    private var numbers = PlaceMap()
    private var free: [UInt32] = []

    /// The places under `key`; may be empty.
    func places(under key: IndexKey) -> ContiguousArray<UInt32> {
        guard let number = numbers.find(key.hash) else { return [] }
        return buckets[Int(number)]
    }

    /// Lists `place` under `key` unless it is.
    mutating func insert(_ place: UInt32, under key: IndexKey) {
        if let number = numbers.find(key.hash) {
            buckets[Int(number)].insertSorted(place)
        } else if let number = free.popLast() {
            buckets[Int(number)].insertSorted(place)
            numbers.insert(number, under: key.hash)
        } else {
            numbers.insert(UInt32(buckets.count), under: key.hash)
            buckets.append([place])
        }
    }

    /// Takes `place` from the list under `key` if it is there.
    mutating func remove(_ place: UInt32, under key: IndexKey) {
        guard let number = numbers.find(key.hash) else { return }
        buckets[Int(number)].removeSorted(place)
        guard buckets[Int(number)].isEmpty else { return }
        numbers.remove(key.hash)
        free.append(number)
    }
}

extension ContiguousArray<UInt32> {
    /// Inserts `value` in ascending order unless it is there.
    mutating func insertSorted(_ value: UInt32) {
        if let last, last < value {
            append(value)
            return
        }
        let index = partition(value)
        if index == count || self[index] != value { insert(value, at: index) }
    }

    /// Removes `value` if it is there.
    mutating func removeSorted(_ value: UInt32) {
        let index = partition(value)
        if index < count, self[index] == value { remove(at: index) }
    }

    private func partition(_ value: UInt32) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
