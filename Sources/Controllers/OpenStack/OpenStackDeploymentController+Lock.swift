import Kubernetes
import Simulation

/// The lock on the cluster.
///
/// Source: Mirantis/rockoon rockoon/controllers/maintenance.py (ClusterMaintenanceRequest), whose checks come
/// in this order; rockoon/maintenance.py (LockBase.present). A wait for health that is given up after 1200 s
/// begins anew: that is not modelled.
extension OpenStackDeploymentController {
    /// Releases the lock once OpenStack is as the request wants it and healthy, and takes it again when the
    /// request is withdrawn.
    func lock(
        _ work: WorkKey, _ memory: inout OpenStackDeploymentMemory, _ substrate: inout Substrate
    ) -> ReconcileResult {
        guard let lock = substrate.box(ClusterWorkloadLock.self, work),
            lock.object.spec.controllerName == Self.name,
            let deployment = substrate.boxes(OpenStackDeployment.self, cluster: work.cluster).first,
            deployment.object.spec.isTakenUp,
            let own = ownRelease(work.cluster, &substrate)
        else { return .settled }
        let request = substrate.boxes(ClusterMaintenanceRequest.self, cluster: work.cluster).first?.object
        if lock.object.status.release != own {
            // A new controller locks the cluster again.
            substrate.take(lock, at: own, cluster: work.cluster)
            return .settled
        }
        guard let request, !request.metadata.isDeleting else {
            substrate.take(lock, cluster: work.cluster)
            return .settled
        }
        if let rule = MaintenanceProtocol.mismatch(request.spec.release, own: own) {
            return wait(lock, rule, on: substrate.subject(.openStackDeployment), work, &substrate)
        }
        let (key, subject) = (deployment.key, deployment.key.subject(cluster: work.cluster))
        let statusKey = ObjectKey(
            kind: OpenStackDeploymentStatusSpec.kind, namespace: key.namespace, name: key.name)
        let status = substrate.box(OpenStackDeploymentStatus.self, statusKey, cluster: work.cluster)
        guard let overall = status?.object.status.osdpl, overall.controllerVersion == own else {
            return wait(lock, WaitRule(.statusOutdated, own), on: subject, work, &substrate)
        }
        guard overall.state == .applied else {
            let rule = WaitRule(.deploymentState, overall.state.rawValue)
            return wait(lock, rule, on: subject, work, &substrate)
        }
        guard lock.object.status.state != .inactive else { return .settled }
        if let inventory = substrate.estate.openStack,
            let plan = memory.plan(for: deployment, inventory, release: own)
        {
            for service in plan.services {
                guard let found = firstUnhealthy(service.health, key.namespace, work.cluster, &substrate)
                else { continue }
                let holder = found.subject(cluster: work.cluster)
                return wait(lock, WaitRule(.servicesUnhealthy), on: holder, work, &substrate)
            }
        }
        substrate.release(lock, cluster: work.cluster)
        return .settled
    }

    /// Lets the lock say what it waits for.
    private func wait(
        _ lock: Stored<ClusterWorkloadLockSpec>, _ rule: WaitRule, on holder: Subject, _ work: WorkKey,
        _ substrate: inout Substrate
    ) -> ReconcileResult {
        let note = Write.Note(OpenStackEntry.openStackLockWaits.kind, substrate.text(rule.text))
        substrate.say(rule.text, on: lock, cluster: work.cluster, note: note)
        return .blocked(on: holder, rule: rule, retry: nil)
    }
}
