public import Kubernetes
import Simulation

/// The health of a deployment.
///
/// Source: Mirantis/rockoon rockoon/batch_health.py, rockoon/controllers/health.py.
extension OpenStackDeploymentController {
    /// How long one round of the loop may take after its beat: guess.
    private static let slack = SimDuration.seconds(2)

    /// Takes the health into the status when a round of the loop is due; answers how long until the round
    /// that will find another one. Nothing is due while the status says how it is.
    func health(
        _ round: inout OpenStackRound, _ before: Stored<OpenStackDeploymentStatusSpec>,
        of deployment: UID, _ memory: inout OpenStackDeploymentMemory, _ substrate: inout Substrate
    ) -> SimDuration? {
        let known = memory.saysHealth(before, of: deployment)
        if known == true { return nil }
        let (cluster, now) = (round.work.cluster, substrate.kernel.now)
        let beats = substrate.beats(.openStackHealth, of: UInt32(cluster))
        let isDue = now - beats.last(upTo: now) <= Self.slack
        if known == false, !isDue { return beats.next(after: now) - now }
        let found = memory.health(
            of: deployment, workloads(round.work.object.namespace, cluster, &substrate))
        memory.noteHealth(before, of: deployment, isTrue: found == round.status.health)
        guard found != round.status.health else { return nil }
        guard isDue else { return beats.next(after: now) - now }
        round.status.health = found
        let text = Self.summary(found)
        if round.status.osdpl.health != text {
            round.status.osdpl.health = text
            round.notes.append(Write.Note(OpenStackEntry.openStackHealth.kind, substrate.text(text)))
        }
        return nil
    }

    /// How many applications have all their components ready, of all.
    public static func summary(_ health: OrderedMap<OrderedMap<OpenStackComponentHealth>>) -> String {
        let ready = health.values.count { $0.values.allSatisfy { $0.status == .ready } }
        return "\(ready)/\(health.values.count)"
    }

    /// The workloads that count for the health: those in the namespace of the deployment.
    private func workloads(
        _ namespace: NameID, _ cluster: UInt8, _ substrate: inout Substrate
    ) -> [StoredObject] {
        var found: [StoredObject] = []
        let take = { (stored: StoredObject) in
            if stored.key.namespace == namespace { found.append(stored) }
            return true
        }
        substrate.forEach(Deployment.self, cluster: cluster, take)
        substrate.forEach(StatefulSet.self, cluster: cluster, take)
        substrate.forEach(DaemonSet.self, cluster: cluster, take)
        return found
    }

    /// The first workload of these applications that is not ready; nil when all are.
    func firstUnhealthy(
        _ applications: [String], _ namespace: NameID, _ cluster: UInt8, _ substrate: inout Substrate
    ) -> ObjectKey? {
        workloads(namespace, cluster, &substrate).first { stored in
            guard OpenStackComponent.isReady(stored) == false else { return false }
            return stored.metadata.labels["application"].map(applications.contains) ?? false
        }?.key
    }
}

extension OrderedMap where Element == OrderedMap<OpenStackComponentHealth> {
    /// Takes in a workload; one without the label `application` does not count.
    public mutating func take(_ stored: StoredObject) {
        guard let health = OpenStackComponentHealth(of: stored),
            let (application, component) = OpenStackComponent.name(stored.metadata, kind: stored.key.kind)
        else { return }
        var components = self[application] ?? OrderedMap<OpenStackComponentHealth>()
        components[component] = health
        self[application] = components
    }
}
