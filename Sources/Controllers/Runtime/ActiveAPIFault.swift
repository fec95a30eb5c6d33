import Kubernetes
import Simulation

/// A fault of an API server or of watches that is on.
struct ActiveAPIFault: Sendable {
    /// What is wrong.
    let fault: APIFault
    /// The number by which it is ended.
    let number: Int
    /// The entry of its begin.
    let entry: EntryID
    /// When it began.
    let since: SimTime
    /// Whether it has done anything yet.
    var isFelt = false
    /// Of containers that crash: how often those of each pod have.
    var crashes: [UID: Int] = [:]
    /// Of an old cache: whether the controller was told to start again.
    var hasStarted = false
    /// Of an old cache: what the controller's caches held at the begin, until it has started on that.
    var holds: [InformerID] = []
}
