import Kubernetes
import Simulation

/// What the controllers of workloads keep in memory: views of their caches, made anew when they start.
public struct WorkloadMemory: ControllerMemory {
    /// The revisions of workloads' templates.
    var revisions = TemplateRevisions()
    /// The pods of each DaemonSet, counted.
    var daemons: [UID: DaemonPods] = [:]

    /// Which workload owners are, once looked up by what a pod says of its owner.
    var owners: [UID: WorkKey] = [:]

    /// Nothing.
    public init() {}

    /// Forgets a workload that is gone.
    mutating func forget(_ owner: UID) {
        revisions.forget(owner)
        daemons[owner] = nil
        owners[owner] = nil
    }

    /// Exchanges what is known of the pods of a DaemonSet.
    mutating func exchange(_ pods: inout DaemonPods, of owner: UID) {
        if let place = daemons.index(forKey: owner) {
            swap(&daemons.values[place], &pods)
        } else {
            daemons[owner] = pods
            pods = DaemonPods()
        }
    }

    /// Counts a version of a daemon pod in (1) or out (-1).
    mutating func count(_ pod: Stored<PodSpec>, by step: Int64) {
        for owner in pod.object.metadata.ownerReferences where owner.kind == "DaemonSet" {
            if let place = daemons.index(forKey: owner.uid) {
                daemons.values[place].count(pod, by: step)
            } else {
                var pods = DaemonPods()
                pods.count(pod, by: step)
                daemons[owner.uid] = pods
            }
            return
        }
    }

    /// Notes that a pod of a DaemonSet has come or gone on a node.
    mutating func touch(_ owner: UID, on node: String) {
        guard let place = daemons.index(forKey: owner) else { return }
        daemons.values[place].touch(node)
    }
}
