public import Simulation

/// Something that was seen of a cloud from one entry to another.
public struct SignalSpan: Hashable, Sendable {
    /// What was seen.
    public var signal: AlertRow.Signal
    /// Of whom: a node, a pod, a workload, a service, a cluster.
    public var name: String
    /// From when on.
    public var start: SimTime
    /// Until when; `.never` when it was so to the end.
    public var end: SimTime
    /// The entry that began it; `.none` when it was so from the beginning.
    public var entry: EntryID
    /// The entry that ended it, or nil.
    public var endEntry: EntryID?
    /// Of failing requests: how many in a hundred, at the worst.
    public var percent: Double

    /// Makes one.
    package init(
        signal: AlertRow.Signal, name: String, start: SimTime, end: SimTime, entry: EntryID,
        endEntry: EntryID?, percent: Double
    ) {
        self.signal = signal
        self.name = name
        self.start = start
        self.end = end
        self.entry = entry
        self.endEntry = endEntry
        self.percent = percent
    }
}
