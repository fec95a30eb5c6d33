import Kubernetes

/// Machines that update together in the order of their update, with the stage of each: kept in step with the
/// cache, so that a reconcile need not look at all of them. A view of the cache, lost and made anew with it.
struct MachineRoster: Sendable {
    /// The machines, by index, then by name.
    private(set) var machines: ContiguousArray<Stored<LCMMachineSpec>> = []
    /// The place of each in the order of updates.
    private(set) var indices: ContiguousArray<Int64> = []
    /// The stage of each.
    private(set) var stages: ContiguousArray<MachineStage> = []
    /// How many download.
    private(set) var preparing = 0
    /// How many have not got the items of the downloads.
    private(set) var waiting = 0
    /// How many have reached the release.
    private(set) var done = 0
    private var wanted: WantedRelease?
    private var held: (names: [String], places: [Int]) = ([], [])

    /// Has the stages be those on the way to what `cluster` wants.
    mutating func judge(by cluster: Stored<LCMClusterSpec>) {
        if let wanted, wanted.isSame(as: cluster) { return }
        let wanted = WantedRelease(cluster)
        self.wanted = wanted
        (preparing, waiting, done) = (0, 0, 0)
        for place in machines.indices {
            stages[place] = wanted.stage(of: machines[place])
            count(stages[place], 1)
        }
    }

    /// The places of the machines called by one of `names`, each once.
    mutating func places(of names: [String]) -> [Int] {
        if held.names == names { return held.places }
        held = (names, machines.indices.filter { names.contains(machines[$0].object.metadata.name) })
        return held.places
    }

    /// Takes note of a machine as the cache sees it now.
    mutating func insert(_ machine: Stored<LCMMachineSpec>) {
        let stage = wanted?.stage(of: machine) ?? .waiting
        let index = machine.updateIndex
        let place = place(of: machine, index)
        if place < machines.count, machines[place].key == machine.key {
            count(stages[place], -1)
            machines[place] = machine
            stages[place] = stage
        } else {
            machines.insert(machine, at: place)
            indices.insert(index, at: place)
            stages.insert(stage, at: place)
            held = ([], [])
        }
        count(stage, 1)
    }

    /// Forgets a machine, given as it was inserted.
    mutating func remove(_ machine: Stored<LCMMachineSpec>) {
        let place = place(of: machine, machine.updateIndex)
        guard place < machines.count, machines[place].key == machine.key else { return }
        count(stages[place], -1)
        machines.remove(at: place)
        indices.remove(at: place)
        stages.remove(at: place)
        held = ([], [])
    }

    private mutating func count(_ stage: MachineStage, _ change: Int) {
        switch stage {
        case .waiting: waiting += change
        case .preparing: preparing += change
        case .prepared: break
        case .done: done += change
        }
    }

    /// The place of a machine, or where it belongs.
    private func place(of machine: Stored<LCMMachineSpec>, _ index: Int64) -> Int {
        var (low, high) = (0, machines.count)
        while low < high {
            let middle = (low + high) / 2
            let other = indices[middle]
            let isBefore =
                other != index
                ? other < index : machines[middle].object.metadata.name < machine.object.metadata.name
            if isBefore { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
