import Controllers
import Kubernetes
public import Simulation
public import Twin

/// No ready pod is evicted while its PodDisruptionBudget would be broken without it.
///
/// Counts the pods that are ready and stay; only what the budget wants is taken from its status, so that the
/// server's own counting is checked.
public struct EvictionChecker: RunObserver {
    /// Without memory.
    public init() {}

    public var property: String { "no pod is evicted beyond its budget" }

    public mutating func begin(_ world: borrowing World) {}

    public var interest: EntryInterest { EntryInterest(kinds: [KubernetesEntry.evicted.kind]) }

    public mutating func take(_ entry: Entry, _ world: borrowing World) -> String? {
        let cluster = Int(entry.subject.cluster)
        for budget in world.objects(PodDisruptionBudget.self, cluster: cluster) {
            // An entry names no namespace: the pod is looked for in that of each budget.
            guard let namespace = world.state.substrate.kernel.names.find(budget.metadata.namespace) else {
                continue
            }
            let key = ObjectKey(kind: PodSpec.kind, namespace: namespace, name: entry.subject.name)
            guard let pod = world.state.substrate.stores[cluster].get(Pod.self, key), pod.metadata.isDeleting,
                pod.status.isReady, budget.spec.covers(pod.metadata.labels)
            else { continue }
            let healthy = Self.healthy(budget, cluster, world)
            guard healthy < budget.status.desiredHealthy else { continue }
            return "\(pod.metadata.name) is evicted, and \(healthy) ready pods of "
                + "\(budget.status.desiredHealthy) are left to \(budget.metadata.name)"
        }
        return nil
    }

    /// The pods under a budget that are ready and stay.
    private static func healthy(
        _ budget: PodDisruptionBudget, _ cluster: Int, _ world: borrowing World
    ) -> Int64 {
        var healthy: Int64 = 0
        world.state.substrate.stores[cluster].forEach(
            PodSpec.kind, by: IndexKey("budgeted", budget.metadata.namespace)
        ) { stored in
            let pod = unsafeDowncast(stored, to: Stored<PodSpec>.self)
            if pod.object.status.isReady, !pod.object.metadata.isDeleting,
                budget.spec.covers(pod.object.metadata.labels)
            {
                healthy += 1
            }
            return true
        }
        return healthy
    }
}
