import Controllers
public import Simulation

/// A time in which an alert of the cluster's UpdateAutoPause held an update up.
public struct UpdatePause: Hashable, Sendable {
    /// The alert.
    public var alert: String
    /// Of whom it fired: a node, a pod, a workload, a service.
    public var name: String
    /// The step that was under way; empty when none was.
    public var step: String
    /// When the plan was paused.
    public var start: SimTime
    /// When it went on; nil when it never did.
    public var end: SimTime?
    /// The entry that paused it; `twin explain` leads on to the condition of the alert.
    public var entry: EntryID

    /// The pauses of a run, in order. Steps that were `underWay` in the input count from its beginning.
    public static func all(_ run: RecordedRun, underWay: [String] = []) -> [UpdatePause] {
        var pauses: [UpdatePause] = []
        var steps = underWay
        var firing: [String: String] = [:]
        run.forEach { id, entry in
            let object = run.names[entry.object.name]
            switch entry.kind {
            case LCMEntry.stepStarted.kind: steps.append(object)
            case LCMEntry.stepCompleted.kind: steps.removeAll { $0 == object }
            case LCMEntry.alertFired.kind: firing[run.names[entry.subject.name]] = object
            case LCMEntry.planPaused.kind:
                // A second alert adds nothing to a plan that is paused.
                guard pauses.last?.end != nil || pauses.isEmpty else { return }
                pauses.append(
                    UpdatePause(
                        alert: object, name: firing[object] ?? "", step: steps.last ?? "", start: entry.time,
                        end: nil, entry: id))
            case LCMEntry.planResumed.kind:
                guard let last = pauses.indices.last else { return }
                pauses[last].end = entry.time
            default: return
            }
        }
        return pauses
    }
}
