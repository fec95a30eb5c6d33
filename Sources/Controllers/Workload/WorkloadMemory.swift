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
    mutating func revision<Spec>(of owner: Resource<Spec>, _ template: PodTemplate) -> String {
        if let known = revisions[owner.metadata.uid], known.generation == owner.metadata.generation {
            return known.text
        }
        let text = template.revision
        revisions[owner.metadata.uid] = (owner.metadata.generation, text)
        return text
    }

    /// Forgets a workload that is gone.
    mutating func forget(_ owner: UID) {
        revisions[owner] = nil
        daemons[owner] = nil
    }

    /// Counts a version of a daemon pod in (1) or out (-1).
    mutating func count(_ pod: Pod, by step: Int64) {
        guard let owner = pod.metadata.ownerReferences.first(where: { $0.kind == "DaemonSet" }) else {
            return
        }
        daemons[owner.uid, default: DaemonPods()].count(pod, by: step)
    }
}
