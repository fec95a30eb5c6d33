public import Simulation

/// What a reconcile leaves to be done.
public enum ReconcileResult: Sendable {
    /// Nothing: a change of a watched object brings the next call.
    case settled
    /// Call again after so long, whatever changes.
    case after(SimDuration)
    /// A command to equipment is under way: its answer brings the next call.
    case waiting
    /// Something else holds it: a slot, a lock, a budget, a quorum. Journaled as a wait. With `retry`, look
    /// again after so long; without, a change of a watched object brings the next call.
    case blocked(on: Subject, rule: WaitRule, retry: SimDuration?)

    /// Whether something else holds it.
    var isBlocked: Bool {
        if case .blocked = self { return true }
        return false
    }
}
