import Kubernetes
import Simulation

/// What an application controller does about nodes that leave their cluster.
///
/// Source: Mirantis/rockoon rockoon/controllers/maintenance.py (node_deletion_request_change_handler,
/// node_workloadlock_request_delete_handler), rockoon/controllers/node.py (node_delete_handler).
extension MaintenanceProtocol {
    /// Gives a node up that is to be deleted, once nothing of the application is held there any more. That
    /// instances and volumes have left is the operator's task; here the check is a duration.
    func giveUp(
        _ lock: Stored<NodeWorkloadLockSpec>, _ role: MaintenanceProfile.Role, _ work: WorkKey,
        _ substrate: inout Substrate
    ) -> ReconcileResult {
        guard lock.object.status.state != .inactive else { return .settled }
        let node = lock.object.spec.nodeName
        let length = substrate.kernel.duration(
            "\(profile.name).node.deletion", node: node, occurrence: Kernel.occurrence(node))
        let name = "\(profile.name) gives up the \(role.name) node"
        if let rest = substrate.activity(name, takes: length) { return .after(rest) }
        substrate.release(lock, cluster: work.cluster)
        return .settled
    }

    /// A node is gone: what the application knows of it is cleared up and its lock goes, unless the machine
    /// is only disabled.
    func nodeIsGone(
        _ lock: Stored<NodeWorkloadLockSpec>, _ work: WorkKey, _ substrate: inout Substrate
    ) -> ReconcileResult {
        let node = lock.object.spec.nodeName
        let index = IndexKey("node", node)
        guard substrate.isEmpty(NodeDisableNotification.self, by: index, cluster: work.cluster) else {
            let isAsked =
                profile.supportsDeletion
                && !substrate.isEmpty(NodeDeletionRequest.self, by: index, cluster: work.cluster)
            if isAsked { substrate.release(lock, cluster: work.cluster) }
            return .settled
        }
        let length = substrate.kernel.duration(
            "\(profile.name).node.removal", node: node, occurrence: Kernel.occurrence(node))
        let name = "\(profile.name) clears up after the node"
        if let rest = substrate.activity(name, takes: length) { return .after(rest) }
        if profile.supportsDeletion { dropVolumes(on: node, work.cluster, &substrate) }
        substrate.delete(lock.object, cluster: work.cluster)
        return .settled
    }

    /// Deletes the claims of the application whose volumes were on a node, and the pods that wait for them:
    /// their owners make both anew elsewhere. Source: rockoon services (cleanup_persistent_data).
    private func dropVolumes(on node: String, _ cluster: UInt8, _ substrate: inout Substrate) {
        let claims = substrate.listLive(
            PersistentVolumeClaim.self, cluster: cluster, because: "the controller has no cache of claims"
        ).map(\.object).filter {
            $0.metadata.namespace == profile.name
                && $0.metadata.annotations[PersistentVolumeClaim.selectedNode] == node
        }
        guard !claims.isEmpty else { return }
        for claim in claims { substrate.delete(claim, cluster: cluster) }
        let names = claims.map(\.metadata.name)
        let pods = substrate.listLive(
            Pod.self, by: IndexKey("node", ""), cluster: cluster,
            because: "the controller has no cache of pods"
        ).map(\.object)
        for pod in pods where pod.metadata.namespace == profile.name && !pod.metadata.isDeleting {
            let isWaiting = pod.spec.volumes.contains {
                $0.persistentVolumeClaim.map { names.contains($0.claimName) } ?? false
            }
            if isWaiting { substrate.delete(pod, cluster: cluster) }
        }
    }
}
