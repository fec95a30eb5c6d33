import HardwareInterfaces

/// A controller with what it remembers, of whatever type: one member of a `ControllerSet`.
protocol ControllerMember: Sendable {
    /// How it runs.
    var spec: ControllerSpec { get }

    /// The work that something at equipment makes.
    func requests(for notice: EquipmentNotice, _ substrate: inout Substrate) -> WorkKeys

    /// The work that a change of a watched object makes.
    mutating func requests(for change: ObjectChange, _ substrate: inout Substrate) -> WorkKeys

    /// Does what can be done now for one object.
    mutating func reconcile(_ work: WorkKey, _ substrate: inout Substrate) -> ReconcileResult

    /// Forgets everything, as a process that ends.
    mutating func forget()
}
