/// A controller that keeps nothing in memory but its caches and its queue.
public protocol StatelessController: Controller where Memory == NoMemory {
    /// The work that a change of a watched object makes.
    func requests(for change: ObjectChange, _ substrate: inout Substrate) -> WorkKeys

    /// Does what can be done now for one object.
    func reconcile(_ work: WorkKey, _ substrate: inout Substrate) -> ReconcileResult
}

extension StatelessController {
    public func requests(
        for change: ObjectChange, _ memory: inout NoMemory, _ substrate: inout Substrate
    ) -> WorkKeys {
        requests(for: change, &substrate)
    }

    public func reconcile(
        _ work: WorkKey, _ memory: inout NoMemory, _ substrate: inout Substrate
    ) -> ReconcileResult {
        reconcile(work, &substrate)
    }
}
