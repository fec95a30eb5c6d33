import HardwareInterfaces

/// A controller of one type with what it remembers.
struct RunningController<Base: Controller>: ControllerMember {
    private let controller = Base()
    private var memory = Base.Memory()

    var spec: ControllerSpec { Base.spec }

    func requests(for notice: EquipmentNotice, _ substrate: inout Substrate) -> WorkKeys {
        Base.requests(for: notice, &substrate)
    }

    mutating func requests(for change: ObjectChange, _ substrate: inout Substrate) -> WorkKeys {
        controller.requests(for: change, &memory, &substrate)
    }

    mutating func reconcile(_ work: WorkKey, _ substrate: inout Substrate) -> ReconcileResult {
        controller.reconcile(work, &memory, &substrate)
    }

    mutating func forget() { memory = Base.Memory() }
}
