/// Events that are not due soon, in buckets of equal width by time, unordered within a bucket, and a last
/// list of those beyond all buckets. Adding one and taking a bucket out cost O(1) an event.
///
/// Buckets are opened in order of time; nothing may be added to one that was opened.
struct EventBuckets: Sendable {
    private var slots: ContiguousArray<EventSlot> = []
    private var free = EventSlot.end
    /// The first slot of each bucket; the last is the list of what lies beyond.
    private var heads: ContiguousArray<UInt32> = [EventSlot.end]
    private var start: UInt64 = 0
    private var shift: UInt64 = 0
    private var opened = 1
    /// How many events there are.
    private(set) var count = 0

    /// Counts all buckets as opened, so that nothing can be added; they must be empty.
    mutating func shut() { opened = heads.count }

    /// Adds `event` if its bucket was not opened yet; false, and nothing is done, when it was.
    mutating func push(_ event: Event) -> Bool {
        let time = Self.unsigned(event.time)
        guard time >= start else { return false }
        let bucket = Int(truncatingIfNeeded: min((time - start) >> shift, UInt64(heads.count - 1)))
        guard bucket >= opened else { return false }
        let slot: UInt32
        if free == EventSlot.end {
            slot = UInt32(slots.count)
            slots.append(EventSlot(event: event, next: heads[bucket]))
        } else {
            slot = free
            free = slots[Int(slot)].next
            slots[Int(slot)] = EventSlot(event: event, next: heads[bucket])
        }
        heads[bucket] = slot
        count += 1
        return true
    }

    /// Opens the next bucket that is not empty and moves its events to `soon`. There must be an event.
    mutating func open(into soon: inout EventsSoon) {
        while opened < heads.count - 1 {
            let head = heads[opened]
            opened += 1
            if head != EventSlot.end { return take(head) { soon.pushOpened($0) } }
        }
        var beyond: ContiguousArray<Event> = []
        beyond.reserveCapacity(count)
        take(heads[opened]) { beyond.append($0) }
        distribute(beyond, into: &soon)
    }

    /// Lays buckets anew over all events, those of `soon` too, and leaves those of the first bucket in
    /// `soon`.
    mutating func rebuild(with soon: inout EventsSoon) {
        var all = soon.removeAll()
        for bucket in opened..<heads.count { take(heads[bucket]) { all.append($0) } }
        distribute(all, into: &soon)
    }

    /// Hands out the events of the list that begins at `head` and frees their slots.
    private mutating func take(_ head: UInt32, _ body: (Event) -> Void) {
        var slot = head
        slots.withUnsafeMutableBufferPointer { slots in
            while slot != EventSlot.end {
                let index = Int(slot)
                let next = slots[index].next
                body(slots[index].event)
                slots[index].next = free
                free = slot
                count -= 1
                slot = next
            }
        }
    }

    private mutating func distribute(_ events: ContiguousArray<Event>, into soon: inout EventsSoon) {
        slots.removeAll(keepingCapacity: true)
        free = EventSlot.end
        count = 0
        guard events.count > Self.fewest else {
            heads = [EventSlot.end]
            shut()
            for event in events { soon.pushOpened(event) }
            return soon.settle()
        }
        start = .max
        for event in events { start = min(start, Self.unsigned(event.time)) }
        let size = max(1, events.count / Self.eventsPerBucket)
        let span = Self.upperQuartile(events) - start
        shift = 0
        while span >> shift >= UInt64(size) { shift += 1 }
        heads = ContiguousArray(repeating: EventSlot.end, count: size + 1)
        opened = 0
        for event in events { _ = push(event) }
        open(into: &soon)
        soon.settle()
    }

    /// About the time before which three quarters of `events` are due, from a few of them: buckets up to
    /// there hold most events, and the far ones do not widen them.
    private static func upperQuartile(_ events: ContiguousArray<Event>) -> UInt64 {
        let step = max(1, events.count / 32)
        let sample = stride(from: 0, to: events.count, by: step).map { unsigned(events[$0].time) }.sorted()
        return sample[sample.count * 3 / 4]
    }

    /// The time as a number of which the order is the same.
    private static func unsigned(_ time: SimTime) -> UInt64 {
        UInt64(bitPattern: time.nanoseconds) ^ (1 << 63)
    }

    /// With no more events than this, a heap alone is as fast.
    static var fewest: Int { 64 }
    private static var eventsPerBucket: Int { 3 }
}
