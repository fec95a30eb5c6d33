/// A few events in order, the first due last: taking one costs no comparison.
struct EventRun: Sendable {
    /// What was taken stays behind `count`, so that taking writes nothing.
    private var events: ContiguousArray<Event> = []
    /// How many events there are.
    private(set) var count = 0

    /// The most events it can hold: sorting by insertion costs O(n²).
    static var capacity: Int { 16 }

    /// True when there is no event.
    var isEmpty: Bool { count == 0 }

    /// The first due; nil when there is none.
    var first: Event? { count > 0 ? events[count - 1] : nil }

    /// Adds an event; false, and nothing is done, when it is full.
    mutating func insert(_ event: Event) -> Bool {
        guard count < Self.capacity else { return false }
        if events.count == count { events.append(event) }
        var index = count
        events.withUnsafeMutableBufferPointer { events in
            while index > 0, Event.precedes(events[index - 1], event) {
                events[index] = events[index - 1]
                index -= 1
            }
            events[index] = event
        }
        count += 1
        return true
    }

    /// Takes the first due; there must be one.
    mutating func pop() -> Event {
        count -= 1
        return events[count]
    }

    /// Takes all events, in no particular order.
    mutating func removeAll() -> ContiguousArray<Event> {
        let all = ContiguousArray(events[..<count])
        count = 0
        return all
    }
}
