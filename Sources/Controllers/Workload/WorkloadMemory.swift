import Kubernetes
import Simulation

/// What the controllers of workloads keep in memory: views of their caches, made anew when they start.
public struct WorkloadMemory: ControllerMemory {
    /// The revisions of workloads' templates.
    var revisions = TemplateRevisions()
    /// The pods of each DaemonSet, counted, and where those of a DaemonSet are: each change of a pod asks.
    private var daemons = ContiguousArray<DaemonPods>()
    private var places = PlaceMap()

    /// Which workload owners are, once looked up by what a pod says of its owner.
    var owners: [UID: WorkKey] = [:]

    /// Nothing.
    public init() {}

    /// Forgets a workload that is gone.
    mutating func forget(_ owner: UID) {
        revisions.forget(owner)
        if let place = places.find(owner.number) { daemons[Int(place)] = DaemonPods() }
        owners[owner] = nil
    }

    /// Where the pods of a DaemonSet are, which is given at its first mention.
    private mutating func place(of set: UID) -> Int {
        if let known = places.find(set.number) { return Int(known) }
        places.insert(UInt32(daemons.count), under: set.number)
        daemons.append(DaemonPods())
        return daemons.count - 1
    }

    /// Exchanges what is known of the pods of a DaemonSet.
    mutating func exchange(_ pods: inout DaemonPods, of owner: UID) {
        swap(&daemons[place(of: owner)], &pods)
    }

    /// Notes that all nodes are to be looked at for a DaemonSet.
    mutating func unsettle(_ owner: UID) { daemons[place(of: owner)].isSettled = false }

    /// Counts a version of a daemon pod in (1) or out (-1).
    mutating func count(_ pod: Stored<PodSpec>, by step: Int64) {
        let owner = pod.object.metadata.ownerReferences.first { $0.kind == "DaemonSet" }
        if let owner { daemons[place(of: owner.uid)].count(pod, by: step) }
    }

    /// Notes that a pod of a DaemonSet has come or gone on a node.
    mutating func touch(_ owner: UID, on node: String) {
        daemons[place(of: owner)].touch(node)
    }
}
