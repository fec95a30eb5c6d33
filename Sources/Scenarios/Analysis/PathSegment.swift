public import Simulation

/// A stretch of a causal chain: what took the time between an entry and the one that it caused.
public struct PathSegment: Hashable, Sendable {
    /// The entry at which it begins.
    public var from: EntryID
    /// The entry at which it ends.
    public var to: EntryID
    /// When it begins.
    public var start: SimTime
    /// How long it is.
    public var duration: SimDuration
    /// What took the time, without the name of who: `host-os`, `power-on self test`.
    public var what: String
    /// Who it happened to.
    public var subject: Subject
}
