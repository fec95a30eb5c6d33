import Controllers
import Kubernetes
public import Simulation

/// From when to when an update went, by the journal: that of the cluster by its plan, or, where no step of a
/// plan was commenced, that of OpenStack.
public struct UpdateSpan: Hashable, Sendable {
    /// When the operator commenced it, or OpenStack took it up; the epoch when nobody did.
    public var start = SimTime.zero
    /// When it was complete; the time of the last entry when it never was.
    public var end = SimTime.zero
    /// The entry of the end.
    public var endEntry = EntryID.none
    /// Whether it was completed.
    public var isComplete = false

    /// The span of a run.
    public init(_ run: RecordedRun) {
        var (plan, openStack) = (Track(), Track())
        let applied = OpenStackState.applied.rawValue
        var last = (time: SimTime.zero, id: EntryID.none)
        run.forEach { id, entry in
            switch entry.kind {
            case LCMEntry.stepCommenced.kind: plan.begin(entry.time)
            case LCMEntry.planCompleted.kind: plan.end(entry.time, id)
            case OpenStackEntry.openStackState.kind where run.names[entry.object.name] == applied:
                openStack.end(entry.time, id)
            case OpenStackEntry.openStackState.kind: openStack.begin(entry.time)
            default: break
            }
            last = (entry.time, id)
        }
        let track = plan.start == nil && plan.end == nil && openStack.start != nil ? openStack : plan
        start = track.start ?? .zero
        isComplete = track.end != nil
        (end, endEntry) = track.end ?? last
    }

    /// How long it was.
    public var duration: SimDuration { end - start }

    /// A begin and an end, as the journal tells them.
    private struct Track {
        var start: SimTime?
        var end: (time: SimTime, entry: EntryID)?

        mutating func begin(_ time: SimTime) { start = start ?? time }

        mutating func end(_ time: SimTime, _ entry: EntryID) { end = (time, entry) }
    }
}
