import Kubernetes
import Simulation

/// The lock on the cluster.
///
/// Source: Mirantis/rockoon rockoon/controllers/maintenance.py (ClusterMaintenanceRequest), whose checks come
/// in this order; rockoon/maintenance.py (LockBase.present). A wait for health that is given up after 1200 s
/// begins anew: that is not modelled.
extension OpenStackDeploymentController {
    /// What the lock says while the services are waited for.
    static let waitsForHealth = "waiting for services healthy"

    /// Releases the lock once OpenStack is as the request wants it and healthy, and takes it again when the
    /// request is withdrawn.
    func lock(
        _ work: WorkKey, _ memory: inout OpenStackDeploymentMemory, _ substrate: inout Substrate
    ) -> ReconcileResult {
        guard var lock = substrate.get(ClusterWorkloadLock.self, work),
            lock.spec.controllerName == Self.name,
            let deployment = substrate.boxes(OpenStackDeployment.self, cluster: work.cluster).first,
            deployment.object.spec.isTakenUp,
            let own = ownRelease(work.cluster, &substrate)
        else { return .settled }
        let request = substrate.boxes(ClusterMaintenanceRequest.self, cluster: work.cluster).first?.object
        if lock.status.release != own {
            // A new controller locks the cluster again.
            let isTaken = lock.status.state != .active
            lock.status.state = .active
            lock.status.release = own
            lock.status.errorMessage = ""
            substrate.updateStatus(
                lock, cluster: work.cluster,
                note: isTaken ? Write.Note(LCMEntry.lockTaken.kind) : nil)
            return .settled
        }
        guard let request, !request.metadata.isDeleting else {
            guard lock.status.state != .active || !lock.status.errorMessage.isEmpty else { return .settled }
            lock.status.state = .active
            lock.status.errorMessage = ""
            substrate.updateStatus(lock, cluster: work.cluster, note: Write.Note(LCMEntry.lockTaken.kind))
            return .settled
        }
        let wanted = request.spec.release
        if !wanted.isEmpty, wanted != own {
            let message = "the controller runs at \(own), not at \(wanted)"
            return wait(lock, message, on: substrate.subject(.openStackDeployment), work, &substrate)
        }
        let (key, subject) = (deployment.key, deployment.key.subject(cluster: work.cluster))
        let statusKey = ObjectKey(
            kind: OpenStackDeploymentStatusSpec.kind, namespace: key.namespace, name: key.name)
        let status = substrate.box(OpenStackDeploymentStatus.self, statusKey, cluster: work.cluster)
        guard let overall = status?.object.status.osdpl, overall.controllerVersion == own else {
            let message = "the status is not of the controller at \(own)"
            return wait(lock, message, on: subject, work, &substrate)
        }
        guard overall.state == .applied else {
            return wait(
                lock, "the deployment is \(overall.state.rawValue)", on: subject, work, &substrate)
        }
        guard lock.status.state != .inactive else { return .settled }
        if let inventory = substrate.estate.openStack,
            let plan = memory.plan(for: deployment, inventory, release: own)
        {
            for service in plan.services {
                guard let found = firstUnhealthy(service.health, key.namespace, work.cluster, &substrate)
                else { continue }
                let holder = found.subject(cluster: work.cluster)
                return wait(lock, Self.waitsForHealth, on: holder, work, &substrate)
            }
        }
        lock.status.state = .inactive
        lock.status.errorMessage = ""
        substrate.updateStatus(lock, cluster: work.cluster, note: Write.Note(LCMEntry.lockReleased.kind))
        return .settled
    }

    /// Lets the lock say what it waits for.
    private func wait(
        _ lock: ClusterWorkloadLock, _ message: String, on holder: Subject, _ work: WorkKey,
        _ substrate: inout Substrate
    ) -> ReconcileResult {
        if lock.status.errorMessage != message {
            var lock = lock
            lock.status.errorMessage = message
            let text = substrate.text(message)
            substrate.updateStatus(
                lock, cluster: work.cluster,
                note: Write.Note(OpenStackEntry.openStackLockWaits.kind, text))
        }
        return .blocked(on: holder, rule: message, retry: nil)
    }
}
