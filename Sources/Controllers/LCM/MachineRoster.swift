import Kubernetes

/// Machines that update together in the order of their update, with the stage of each: kept in step with the
/// cache, so that a reconcile need not look at all of them. A view of the cache, lost and made anew with it.
struct MachineRoster: Sendable {
    /// The machines with the stage of each.
    private(set) var order = UpdateOrder<MachineStage>()
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
        order.mark { wanted.stage(of: $0) }
        for stage in order.marks { count(stage, 1) }
    }

    /// The places of the machines called by one of `names`, each once.
    mutating func places(of names: [String]) -> [Int] {
        if held.names == names { return held.places }
        let (machines, wanted) = (order.machines, Set(names))
        held = (names, machines.indices.filter { wanted.contains(machines[$0].object.metadata.name) })
        return held.places
    }

    /// Takes note of a machine as the cache sees it now.
    mutating func insert(_ machine: Stored<LCMMachineSpec>) {
        let stage = wanted?.stage(of: machine) ?? .waiting
        if let old = order.insert(machine, stage) {
            count(old.mark, -1)
        } else {
            held = ([], [])
        }
        count(stage, 1)
    }

    /// Forgets a machine, given as it was inserted.
    mutating func remove(_ machine: Stored<LCMMachineSpec>) {
        guard let old = order.remove(machine) else { return }
        count(old.mark, -1)
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
}
