/// How many pods there are on each node of a scheduler's view, by the node's number.
struct PlaceCounts: Sendable {
    private var counts: ContiguousArray<Int32> = []
    private var total = 0

    /// Whether there are none.
    var isEmpty: Bool { total == 0 }

    /// How many there are on a node.
    subscript(place: Int) -> Int32 { place < counts.count ? counts[place] : 0 }

    /// Counts pods in or out.
    mutating func add(_ step: Int32, at place: Int) {
        if place >= counts.count {
            counts.append(contentsOf: repeatElement(0, count: place + 1 - counts.count))
        }
        counts[place] += step
        total += Int(step)
    }
}
