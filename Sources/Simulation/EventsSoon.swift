/// Events that are due before any in `EventBuckets`: a few in order, as a bucket gives them, and the others
/// in a heap. Empty only when the whole queue is.
struct EventsSoon: Sendable {
    private var run = EventRun()
    private var heap = EventHeap()
    private var crowd = 0

    /// How many events there are.
    var count: Int { run.count + heap.count }

    /// True when there is no event.
    var isEmpty: Bool { run.isEmpty && heap.isEmpty }

    /// When the next is due; nil when none is.
    var nextTime: SimTime? {
        guard let next = run.first else { return heap.first?.time }
        return min(next.time, heap.first?.time ?? .never)
    }

    /// Adds an event.
    mutating func push(_ event: Event) { heap.push(event) }

    /// Adds an event of a bucket that is opened.
    mutating func pushOpened(_ event: Event) {
        if !run.insert(event) { heap.push(event) }
    }

    /// Takes the first due; there must be one.
    mutating func pop() -> Event {
        guard let next = run.first else { return heap.pop() }
        if let other = heap.first, Event.precedes(other, next) { return heap.pop() }
        return run.pop()
    }

    /// Takes all events, in no particular order.
    mutating func removeAll() -> ContiguousArray<Event> { run.removeAll() + heap.removeAll() }

    /// Remembers how many there are once buckets were laid: later that many do not count as a crowd.
    mutating func settle() { crowd = count }

    /// True when it is worth laying buckets anew, which costs O(n): the heap is no longer small, has doubled,
    /// and holds an eighth of `all`.
    func isCrowded(of all: Int) -> Bool {
        heap.count > EventBuckets.fewest && heap.count > max(crowd * 2, all / 8)
    }
}
