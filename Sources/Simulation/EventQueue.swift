/// What is due, ordered by `(time, priority, tie, sequence)`.
///
/// The tie is a keyed hash of whom and what an event is for and when, so that the order at equal times comes
/// from the events and not from the order of insertion; another key (`--tie-fuzz`) gives another order.
/// Events of equal time, target, code and detail keep their order of insertion.
///
/// What is due soon is in order, or in a heap; the rest is in buckets by time, which are opened one by one.
/// Push and pop cost O(1) for times that are spread, O(log n) for times that are all alike.
public struct EventQueue: Sendable {
    private var soon = EventsSoon()
    private var buckets = EventBuckets()
    private var sequence: UInt32 = 0
    private let tieKey: UInt64

    /// An empty queue whose order at equal times follows from `tieKey`.
    public init(tieKey: UInt64) { self.tieKey = tieKey }

    /// How many events are due.
    public var count: Int { soon.count + buckets.count }

    /// When the next event is due; nil when nothing is. Mutating, though it changes nothing: an optimised
    /// build (Swift 6.3) would copy the queue first for a look that borrows it.
    public var nextTime: SimTime? { mutating get { soon.nextTime } }

    /// Adds an event. `priority` is 0 (first) ... 15 among events of equal time.
    public mutating func push(_ event: Event, priority: UInt8 = 8) {
        precondition(priority < 16, "priority \(priority) is not in 0...15")
        var event = event
        event.order = UInt64(priority) << 60 | tie(event) << 32 | UInt64(sequence)
        sequence &+= 1
        if soon.isEmpty { buckets.shut() }
        guard !buckets.push(event) else { return }
        soon.push(event)
        if soon.isCrowded(of: count) { buckets.rebuild(with: &soon) }
    }

    /// What orders an event among others of its time and priority: the lower one is first. For an event that
    /// handles several things which might each have had one.
    public mutating func tie(of event: Event) -> UInt64 { tie(event) }

    private func tie(_ event: Event) -> UInt64 {
        let what = UInt64(event.target) << 32 | UInt64(event.code) << 16 | UInt64(event.detail)
        return Mix.fold(tieKey ^ what, UInt64(bitPattern: event.time.nanoseconds)) >> 36
    }

    /// Takes the first event, or nil when nothing is due.
    public mutating func pop() -> Event? {
        guard !soon.isEmpty else { return nil }
        let event = soon.pop()
        if soon.isEmpty, buckets.count > 0 { buckets.open(into: &soon) }
        return event
    }
}
