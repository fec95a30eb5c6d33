import Kubernetes
import Simulation

/// The lock on the cluster, where the pods of OpenSDN are looked at.
///
/// Source: MOSK documentation, "OpenSDN Kubernetes Controller maintenance API": the lock is inactive once the
/// cluster of OpenSDN is Ready, and stays active otherwise.
extension TungstenFabricController {
    /// Brings the workloads to the operator's release, releases the lock on the cluster once all are ready
    /// and that is asked for, and takes it again when the request is withdrawn.
    func cluster(
        _ work: WorkKey, _ memory: inout TungstenFabricMemory, _ substrate: inout Substrate
    ) -> ReconcileResult {
        guard let lock = substrate.box(ClusterWorkloadLock.self, work),
            lock.object.spec.controllerName == maintenance.profile.name,
            let own = maintenance.ownRelease(work.cluster, &substrate)
        else { return .settled }
        let isNew = lock.object.status.release != own
        if isNew, bring(to: own, work.cluster, &memory, &substrate) { return .settled }
        let request = substrate.first(ClusterMaintenanceRequest.self, cluster: work.cluster)?.object
        guard let request, !request.metadata.isDeleting else {
            substrate.take(lock, cluster: work.cluster)
            return .settled
        }
        if let rule = MaintenanceProtocol.mismatch(request.spec.release, own: own) {
            return wait(lock, rule, on: substrate.subject(.tungstenFabric), work, &substrate)
        }
        if !isNew, lock.object.status.state == .inactive { return .settled }
        if let unready = unreadyWorkload(work.cluster, &substrate) {
            return wait(lock, WaitRule(.openSDNNotReady), on: unready, work, &substrate)
        }
        substrate.release(lock, at: own, cluster: work.cluster)
        return .settled
    }

    /// Brings the workloads that there are to a release, all together: each part has an operator of its own
    /// (inferred). True when any was written.
    private func bring(
        to release: String, _ cluster: UInt8, _ memory: inout TungstenFabricMemory,
        _ substrate: inout Substrate
    ) -> Bool {
        let deployment = substrate.firstKnown(
            OpenStackDeployment.self, cluster: cluster, because: "the secret tf-data says it"
        ) { $0.object.spec.isTakenUp }
        guard let deployment, let inventory = substrate.estate.openStack else { return false }
        var isWritten = false
        for wanted in memory.wanted(for: deployment, inventory, release: release) {
            guard substrate.find(wanted.row, of: wanted.service, cluster: cluster) != nil else { continue }
            let isAsWanted = substrate.ensure(wanted.row, as: wanted.document, cluster: cluster)
            isWritten = isWritten || !isAsWanted
        }
        return isWritten
    }

    /// A workload of OpenSDN that has not all its pods, of its present template but for those that are
    /// replaced in maintenance, ready; nil when all have.
    private func unreadyWorkload(_ cluster: UInt8, _ substrate: inout Substrate) -> Subject? {
        let found =
            substrate.boxes(StatefulSet.self, cluster: cluster).first(where: Self.isOwnAndUnready)?.key
            ?? substrate.boxes(DaemonSet.self, cluster: cluster).first(where: Self.isOwnAndUnready)?.key
            ?? substrate.boxes(Deployment.self, cluster: cluster).first(where: Self.isOwnAndUnready)?.key
        return found?.subject(cluster: cluster)
    }

    private static func isOwnAndUnready(_ stored: StoredObject) -> Bool {
        stored.metadata.namespace == namespace && !isReady(stored)
    }

    /// Whether a workload has all its pods ready.
    static func isReady(_ stored: StoredObject) -> Bool {
        guard OpenStackComponent.isReady(stored) ?? false else { return false }
        guard stored.key.kind == DaemonSetSpec.kind else { return true }
        let set = unsafeDowncast(stored, to: Stored<DaemonSetSpec>.self).object
        let wanted = set.status.desiredNumberScheduled
        return set.status.numberReady == wanted
            && (set.spec.updateStrategy.type == .onDelete || set.status.updatedNumberScheduled == wanted)
    }

    /// Lets the lock say what it waits for.
    private func wait(
        _ lock: Stored<ClusterWorkloadLockSpec>, _ rule: WaitRule, on holder: Subject, _ work: WorkKey,
        _ substrate: inout Substrate
    ) -> ReconcileResult {
        substrate.take(lock, saying: rule.text, cluster: work.cluster)
        return .blocked(on: holder, rule: rule, retry: nil)
    }
}
