import Kubernetes

/// The machines of a cluster that are new, in the order of their deployment, with how far each is: kept in
/// step with the cache, so that a reconcile need not look at all of them. A view of the cache, lost and made
/// anew with it.
struct DeploymentRoster: Sendable {
    /// How far a machine is in its first deployment.
    enum Stage: Sendable {
        /// It has no items.
        case unassigned
        /// It downloads.
        case preparing
        /// It has got everything that it downloads.
        case prepared
        /// It has been given all its items.
        case deploying

        init(_ machine: LCMMachine) {
            if machine.isDeploying {
                self = .deploying
            } else if machine.spec.stateItems.isEmpty {
                self = .unassigned
            } else {
                self = machine.isPrepared ? .prepared : .preparing
            }
        }
    }

    /// The machines with the stage of each.
    private(set) var order = UpdateOrder<Stage>()
    /// How many managers deploy.
    private(set) var deployingManagers = 0
    /// How many workers deploy.
    private(set) var deployingWorkers = 0
    /// How many workers download.
    private(set) var preparingWorkers = 0

    /// Takes note of a machine as the cache sees it now.
    mutating func insert(_ machine: Stored<LCMMachineSpec>) {
        let stage = Stage(machine.object)
        if let old = order.insert(machine, stage) { count(old.machine, old.mark, -1) }
        count(machine, stage, 1)
    }

    /// Forgets a machine, given as it was inserted; one that was not inserted is nothing to forget.
    mutating func remove(_ machine: Stored<LCMMachineSpec>) {
        if let old = order.remove(machine) { count(old.machine, old.mark, -1) }
    }

    private mutating func count(_ machine: Stored<LCMMachineSpec>, _ stage: Stage, _ change: Int) {
        let type = machine.object.spec.type
        switch stage {
        case .unassigned, .prepared: break
        case .preparing: preparingWorkers += type == .control ? 0 : change
        case .deploying:
            deployingManagers += type == .control ? change : 0
            deployingWorkers += type == .worker ? change : 0
        }
    }
}

extension LCMMachine {
    /// Whether it has not been deployed yet and its agent has reported.
    var isNewcomer: Bool {
        status.release.isEmpty && !status.addresses.isEmpty && !isLeaving && !spec.disable
    }
}
