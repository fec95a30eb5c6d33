public import Simulation

/// A time in which a service served nobody.
public struct ServiceOutage: Hashable, Sendable {
    /// From when on.
    public var start: SimTime
    /// Until when; the end of the run when it never ended.
    public var end: SimTime
    /// The entry that began it; `.none` when it was so from the beginning.
    public var entry: EntryID

    /// How long it was.
    public var duration: SimDuration { end - start }
}
