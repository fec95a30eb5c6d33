/// A place for an event in `EventBuckets`, and the number of the next in its list.
struct EventSlot: Sendable {
    /// The event; stale when the slot is free.
    var event: Event
    /// The next slot of the bucket, or of the free ones.
    var next: UInt32

    /// Ends a list.
    static var end: UInt32 { .max }
}
