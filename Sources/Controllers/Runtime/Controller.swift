public import HardwareInterfaces

/// A controller: level-based. It gets a key, never an event's contents, and may be called at any time, any
/// number of times.
public protocol Controller: Sendable {
    /// What its process keeps in memory besides caches and queue: views of the caches, never facts.
    associatedtype Memory: ControllerMemory

    /// How it runs.
    static var spec: ControllerSpec { get }

    /// The work that something at equipment makes, for controllers on nodes and those that poll.
    static func requests(for notice: EquipmentNotice, _ substrate: inout Substrate) -> WorkKeys

    /// Makes the controller.
    init()

    /// The work that a change of a watched object makes.
    func requests(
        for change: ObjectChange, _ memory: inout Memory, _ substrate: inout Substrate
    ) -> WorkKeys

    /// Does what can be done now for one object: reads its caches, appends writes and commands, never waits.
    func reconcile(
        _ work: WorkKey, _ memory: inout Memory, _ substrate: inout Substrate
    ) -> ReconcileResult
}

extension Controller {
    /// Most controllers look at objects only.
    public static func requests(for notice: EquipmentNotice, _ substrate: inout Substrate) -> WorkKeys { [] }
}
