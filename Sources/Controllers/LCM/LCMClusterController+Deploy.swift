import Kubernetes
import Simulation

extension LCMClusterController {
    /// How many workers deploy together. Source: page "LCM Controller" (batches of up to 50).
    static let deployLimit = 50

    /// Takes machines that are new through their first deployment: they prepare at once; then the first
    /// manager deploys alone, the others one at a time, and workers together once there is a manager.
    ///
    /// Source: page "LCM Controller".
    func deploy(
        _ newcomers: DeploymentRoster, _ lcm: LCMCluster, hasManager: Bool, _ substrate: inout Substrate
    ) {
        var managers = UpdateSlots(1, taken: newcomers.deployingManagers)
        var workers = UpdateSlots(hasManager ? Self.deployLimit : 0, taken: newcomers.deployingWorkers)
        var preparing = UpdateSlots(
            Int(lcm.spec.maxWorkerPrepareCount), taken: newcomers.preparingWorkers)
        for (place, stage) in newcomers.order.marks.enumerated() {
            let machine = newcomers.order.machines[place].object
            let isManager = machine.spec.type == .control
            switch stage {
            case .preparing, .deploying: break
            case .unassigned:
                guard isManager || preparing.give() else { continue }
                assign(.prepare, to: machine, of: lcm, &substrate)
            case .prepared:
                guard isManager ? managers.give() : workers.give() else { continue }
                assign(.deploy, to: machine, of: lcm, &substrate)
            }
        }
    }

    private func assign(
        _ phase: StateItemPhase, to machine: LCMMachine, of lcm: LCMCluster, _ substrate: inout Substrate
    ) {
        var machine = machine
        machine.assign(.prepare, of: lcm)
        // Images are pulled when there is something to pull them: as the node joins.
        machine.spec.stateItems.removeAll { $0.phase == .prepare && $0.runner != .downloader }
        if phase == .deploy || machine.spec.stateItems.isEmpty {
            machine.spec.release = lcm.spec.release
            machine.spec.components = lcm.spec.components
            machine.spec.mcrVersion = lcm.spec.mcrVersion
            machine.assign(.deploy, of: lcm)
            machine.assign(.reconfigure, of: lcm)
        }
        substrate.update(
            machine, cluster: 0,
            note: Write.Note(LCMEntry.itemsAssigned.kind, substrate.text(phase.rawValue)))
    }
}

extension LCMMachine {
    /// Whether it has items of the phase `deploy`.
    var isDeploying: Bool { spec.stateItems.contains { $0.phase == .deploy } }

    /// Whether it has been given items, and those of the phase `prepare` are done.
    var isPrepared: Bool { !spec.stateItems.isEmpty && isDone(.prepare) }
}
