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

    /// The machines, by index, then by name.
    private(set) var machines: ContiguousArray<Stored<LCMMachineSpec>> = []
    /// The stage of each.
    private(set) var stages: ContiguousArray<Stage> = []
    /// How many managers deploy.
    private(set) var deployingManagers = 0
    /// How many workers deploy.
    private(set) var deployingWorkers = 0
    /// How many workers download.
    private(set) var preparingWorkers = 0
    private var indices: ContiguousArray<Int64> = []

    /// Takes note of a machine as the cache sees it now.
    mutating func insert(_ machine: Stored<LCMMachineSpec>) {
        let (stage, index) = (Stage(machine.object), machine.updateIndex)
        let place = place(of: machine, index)
        if place < machines.count, machines[place].key == machine.key {
            count(place, -1)
            machines[place] = machine
            stages[place] = stage
        } else {
            machines.insert(machine, at: place)
            stages.insert(stage, at: place)
            indices.insert(index, at: place)
        }
        count(place, 1)
    }

    /// Forgets a machine, given as it was inserted; one that was not inserted is nothing to forget.
    mutating func remove(_ machine: Stored<LCMMachineSpec>) {
        let place = place(of: machine, machine.updateIndex)
        guard place < machines.count, machines[place].key == machine.key else { return }
        count(place, -1)
        machines.remove(at: place)
        stages.remove(at: place)
        indices.remove(at: place)
    }

    private mutating func count(_ place: Int, _ change: Int) {
        let isManager = machines[place].object.spec.type == .control
        switch stages[place] {
        case .unassigned, .prepared: break
        case .preparing: preparingWorkers += isManager ? 0 : change
        case .deploying:
            deployingManagers += isManager ? change : 0
            deployingWorkers += machines[place].object.spec.type == .worker ? change : 0
        }
    }

    /// The place of a machine, or where it belongs.
    private func place(of machine: Stored<LCMMachineSpec>, _ index: Int64) -> Int {
        let name = machine.object.metadata.name
        var (low, high) = (0, machines.count)
        while low < high {
            let middle = (low + high) / 2
            let isBefore =
                indices[middle] != index
                ? indices[middle] < index : machines[middle].object.metadata.name < name
            if isBefore { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension LCMMachine {
    /// Whether it has not been deployed yet and its agent has reported.
    var isNewcomer: Bool {
        status.release.isEmpty && !status.addresses.isEmpty && !isLeaving && !spec.disable
    }
}
