/// Events as a 4-ary implicit heap with the first due on top: push and pop cost O(log n).
struct EventHeap: Sendable {
    private var events: ContiguousArray<Event> = []

    /// How many events there are.
    var count: Int { events.count }

    /// True when there is no event.
    var isEmpty: Bool { events.isEmpty }

    /// The first due; nil when there is none.
    var first: Event? { events.first }

    /// Adds an event.
    mutating func push(_ event: Event) {
        events.append(event)
        if events.count > 1 { siftUp(event) }
    }

    /// Takes the first due; there must be one.
    mutating func pop() -> Event {
        let last = events.removeLast()
        guard let first = events.first else { return last }
        siftDown(last)
        return first
    }

    /// Takes all events, in no particular order.
    mutating func removeAll() -> ContiguousArray<Event> {
        let all = events
        events = []
        return all
    }

    @inline(__always)
    private mutating func siftUp(_ event: Event) {
        events.withUnsafeMutableBufferPointer { heap in
            var index = heap.count - 1
            while index > 0 {
                let parent = (index - 1) >> 2
                guard Event.precedes(event, heap[parent]) else { break }
                heap[index] = heap[parent]
                index = parent
            }
            heap[index] = event
        }
    }

    /// Sinks a hole to the bottom along the first children, then lets `event` rise from there: the last event
    /// of a heap nearly always belongs near the bottom, so this saves a comparison a level.
    @inline(__always)
    private mutating func siftDown(_ event: Event) {
        events.withUnsafeMutableBufferPointer { heap in
            let count = heap.count
            var index = 0
            while true {
                let child = (index << 2) + 1
                guard child < count else { break }
                var first = child
                let end = min(child + 4, count)
                var other = child + 1
                while other < end {
                    if Event.precedes(heap[other], heap[first]) { first = other }
                    other += 1
                }
                heap[index] = heap[first]
                index = first
            }
            while index > 0 {
                let parent = (index - 1) >> 2
                guard Event.precedes(event, heap[parent]) else { break }
                heap[index] = heap[parent]
                index = parent
            }
            heap[index] = event
        }
    }
}
