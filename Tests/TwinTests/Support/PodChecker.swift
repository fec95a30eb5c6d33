import Controllers
import Kubernetes
import Simulation
import Twin

/// Follows a world event by event: no pod is evicted beyond its budget, and no identity of a StatefulSet has
/// two pods.
struct PodChecker {
    private(set) var problems: [String] = []
    /// How many evictions it saw.
    private(set) var evictions = 0
    private var seen = 0

    /// Looks at what was journaled since the last call.
    mutating func look(_ world: borrowing World) {
        let count = world.substrate.kernel.journal.count
        defer { seen = count }
        guard count > seen else { return }
        for number in seen..<count {
            guard let entry = world.substrate.kernel.journal.recent(EntryID(number: UInt32(number + 1)))
            else {
                continue
            }
            let isPod = entry.subject.kind == PodSpec.kind.subjectKind
            let name = world.substrate.kernel.names[entry.subject.name]
            if entry.kind == KubernetesEntry.evicted.kind { evicted(name, world) }
            if isPod, entry.kind == KubernetesEntry.created.kind { identities(world) }
        }
    }

    /// A budget is met by the pods that are ready and stay.
    private mutating func evicted(_ name: String, _ world: borrowing World) {
        evictions += 1
        let pods = world.objects(Pod.self, cluster: 1)
        guard let pod = pods.first(where: { $0.metadata.name == name }) else { return }
        for budget in world.objects(PodDisruptionBudget.self, cluster: 1)
        where budget.metadata.namespace == pod.metadata.namespace
            && budget.spec.covers(pod.metadata.labels) && pod.status.isReady
        {
            let covered = pods.filter {
                $0.metadata.namespace == pod.metadata.namespace && budget.spec.covers($0.metadata.labels)
            }
            let healthy = Int64(covered.count { $0.status.isReady && !$0.metadata.isDeleting })
            if healthy < budget.status.desiredHealthy {
                problems.append(
                    "\(world.now): \(name) is evicted, \(healthy) of \(budget.status.desiredHealthy) are left"
                )
            }
        }
    }

    private mutating func identities(_ world: borrowing World) {
        var seen: Set<String> = []
        for pod in world.objects(Pod.self, cluster: 1) {
            guard let owner = pod.metadata.ownerReferences.first, owner.kind == "StatefulSet" else {
                continue
            }
            if !seen.insert("\(pod.metadata.namespace)/\(pod.metadata.name)").inserted {
                problems.append("\(world.now): there are two pods \(pod.metadata.name)")
            }
        }
    }
}
