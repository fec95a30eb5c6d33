import Kubernetes
import Simulation

/// The writes of one reconcile on their way: applied in order, each with a latency during which others may
/// act.
struct WriteList: Sendable {
    /// The writes.
    var writes: [Write]
    /// The next one to apply.
    var next = 0
    /// The revisions that this list's own writes gave to objects: later writes are rebased on them.
    var own: [(cluster: UInt8, key: ObjectKey, revision: UInt64)] = []
    /// What the reconcile left to be done.
    var result: ReconcileResult
    /// Set when a write of the list was refused.
    var refusal: Refusal?
    /// What comes to the write that is on its way.
    var fate = WriteFate.regular

    /// Why a list's reconcile has to be done again.
    enum Refusal: Sendable {
        /// Someone else wrote first, or the cache was old: the rest of the list was dropped.
        case stale
        /// The API server did not answer.
        case unavailable
        /// A budget stood against an eviction.
        case budget(Subject)
        /// Admission refuses the object; trying again is of no use until something changes.
        case invalid(String)
        /// The request failed; the reason.
        case failed(String)
    }
}
