import Controllers
import Kubernetes
public import Simulation

/// From when to when an update went, by the journal.
public struct UpdateSpan: Hashable, Sendable {
    /// When the operator commenced it; the epoch when nobody did.
    public var start = SimTime.zero
    /// When the plan was complete; the time of the last entry when it never was.
    public var end = SimTime.zero
    /// The entry of the end.
    public var endEntry = EntryID.none
    /// Whether the plan was completed.
    public var isComplete = false

    /// The span of a run.
    public init(_ run: RecordedRun) {
        var isStarted = false
        run.forEach { id, entry in
            if entry.kind == LCMEntry.stepCommenced.kind, !isStarted {
                start = entry.time
                isStarted = true
            }
            if entry.kind == LCMEntry.planCompleted.kind {
                end = entry.time
                endEntry = id
                isComplete = true
            }
            if !isComplete {
                end = entry.time
                endEntry = id
            }
        }
    }

    /// How long it was.
    public var duration: SimDuration { end - start }
}
