import Kubernetes
import Simulation

/// What the controllers of workloads keep in memory: views of their caches, made anew when they start.
public struct WorkloadMemory: ControllerMemory {
    /// The revision of a workload's template, and the generation that it was computed for.
    private var revisions: [UID: (generation: Int64, text: String)] = [:]
    /// The pods of each DaemonSet, counted.
    var daemons: [UID: DaemonPods] = [:]

    /// Nothing.
    public init() {}

    /// The revision of a workload's present template.
    mutating func revision(of owner: ObjectMeta, _ template: PodTemplate) -> String {
        if let known = revisions[owner.uid], known.generation == owner.generation { return known.text }
        let text = template.revision
        revisions[owner.uid] = (owner.generation, text)
        return text
    }

    /// Forgets a workload that is gone.
    mutating func forget(_ owner: UID) {
        revisions[owner] = nil
        daemons[owner] = nil
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
        daemons.values[place].touched.append(node)
    }
}
