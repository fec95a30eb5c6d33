/// A controller: level-based and without memory of its own. It gets a key, never an event's contents, and may
/// be called at any time, any number of times.
public protocol Controller: Sendable {
    /// How it runs.
    static var spec: ControllerSpec { get }

    /// The work that a change of a watched object makes.
    func requests(for change: ObjectChange, _ substrate: inout Substrate) -> [WorkKey]

    /// Does what can be done now for one object: reads its caches, appends writes and commands, never waits.
    func reconcile(_ work: WorkKey, _ substrate: inout Substrate) -> ReconcileResult
}
