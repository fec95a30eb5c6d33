public import Simulation

/// An alert that fired.
public struct FiredAlert: Hashable, Sendable {
    /// The alert.
    public var alert: String
    /// How grave it is.
    public var severity: AlertRow.Severity
    /// Of whom: a node, a pod, a workload, a service, a cluster.
    public var name: String
    /// When it fired.
    public var start: SimTime
    /// Until when; `.never` when it still fired at the end.
    public var end: SimTime
    /// The entry that began its condition; `.none` when that was so from the beginning.
    public var entry: EntryID
    /// Whether another alert that fired then suppressed it.
    public var isInhibited = false
}
