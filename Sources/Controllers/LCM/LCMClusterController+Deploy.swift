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
        var managers = newcomers.deployingManagers
        var workers = newcomers.deployingWorkers
        var preparing = newcomers.preparingWorkers
        for place in newcomers.machines.indices {
            let stage = newcomers.stages[place]
            guard stage == .unassigned || stage == .prepared else { continue }
            let machine = newcomers.machines[place].object
            let isManager = machine.spec.type == .control
            guard stage == .prepared else {
                guard isManager || preparing < Int(lcm.spec.maxWorkerPrepareCount) else { continue }
                preparing += isManager ? 0 : 1
                assign(.prepare, to: machine, of: lcm, &substrate)
                continue
            }
            if isManager {
                guard managers == 0 else { continue }
                managers += 1
            } else {
                guard hasManager, workers < Self.deployLimit else { continue }
                workers += 1
            }
            assign(.deploy, to: machine, of: lcm, &substrate)
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
