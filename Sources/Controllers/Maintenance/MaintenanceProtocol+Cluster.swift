import Kubernetes
import Simulation

extension MaintenanceProtocol {
    /// Releases the lock on the cluster once the application is at the release that is asked for, and takes
    /// it again when the request is withdrawn.
    func cluster(_ work: WorkKey, _ substrate: inout Substrate) -> ReconcileResult {
        guard var lock = substrate.get(ClusterWorkloadLock.self, work),
            lock.spec.controllerName == profile.name
        else { return .settled }
        // Where there is a deployment, the process that brings it about holds the lock.
        if hasModelledDeployment(work.cluster, &substrate) { return .settled }
        let holder = work.object.subject(cluster: work.cluster)
        guard let own = ownRelease(work.cluster, &substrate) else { return .settled }
        guard let request = substrate.list(ClusterMaintenanceRequest.self, cluster: work.cluster).first else {
            guard lock.status.state != .active else { return .settled }
            lock.status.state = .active
            lock.status.errorMessage = ""
            substrate.updateStatus(lock, cluster: work.cluster, note: Write.Note(LCMEntry.lockTaken.kind))
            return .settled
        }
        if request.spec.release != own {
            let message = "the controller runs at \(own), not at \(request.spec.release)"
            if lock.status.errorMessage != message {
                lock.status.errorMessage = message
                substrate.updateStatus(lock, cluster: work.cluster)
            }
            return .blocked(on: substrate.subject(profile.controller), rule: message, retry: nil)
        }
        if lock.status.release == own, lock.status.state == .inactive { return .settled }
        if let follows = profile.follows {
            let first = substrate.list(ClusterWorkloadLock.self, cluster: work.cluster).first {
                $0.spec.controllerName == follows && $0.status.state != .inactive
            }
            if let first {
                let key = substrate.key(first)
                return .blocked(
                    on: key.subject(cluster: work.cluster), rule: "\(follows) goes first", retry: nil)
            }
        }
        return update(lock, to: own, work, holder, &substrate)
    }

    /// Whether the application is OpenStack with a deployment that a process of its own brings about.
    func hasModelledDeployment(_ cluster: UInt8, _ substrate: inout Substrate) -> Bool {
        profile.controller == .openStack && substrate.estate.openStack != nil
            && substrate.listKnown(
                OpenStackDeployment.self, cluster: cluster, because: "stands for the release that runs"
            ).contains(where: { $0.object.spec.isTakenUp })
    }

    /// Brings the application to a release: a share of its own, and one for each node of its first role.
    private func update(
        _ lock: ClusterWorkloadLock, to release: String, _ work: WorkKey, _ holder: Subject,
        _ substrate: inout Substrate
    ) -> ReconcileResult {
        var lock = lock
        // At the release already, as for reboots: its services need to be healthy, nothing else.
        let isThere = lock.status.release == release
        let length =
            isThere
            ? substrate.kernel.duration("\(profile.name).health", occurrence: Kernel.occurrence(release))
            : duration(work, release, &substrate)
        let name = isThere ? "\(profile.name) health check" : "\(profile.name) update to \(release)"
        if let rest = substrate.activity(name, takes: length) {
            if lock.status.state != .active || !lock.status.errorMessage.isEmpty {
                lock.status.state = .active
                lock.status.errorMessage = ""
                substrate.updateStatus(lock, cluster: work.cluster)
            }
            return .after(rest)
        }
        lock.status.state = .inactive
        lock.status.release = release
        lock.status.errorMessage = ""
        substrate.updateStatus(lock, cluster: work.cluster, note: Write.Note(LCMEntry.lockReleased.kind))
        return .settled
    }

    private func duration(_ work: WorkKey, _ release: String, _ substrate: inout Substrate) -> SimDuration {
        let occurrence = Kernel.occurrence(release)
        var total = substrate.kernel.duration("\(profile.name).update", occurrence: occurrence)
        guard substrate.kernel.timings.find("\(profile.name).update.node") != nil,
            let role = profile.roles.first
        else { return total }
        for stored in substrate.listKnown(
            Node.self, cluster: work.cluster, because: "a duration is no decision of the controller")
        {
            let node = stored.object.metadata
            guard node.labels[role.label] == role.value else { continue }
            total += substrate.kernel.duration(
                "\(profile.name).update.node", node: node.name, occurrence: occurrence)
        }
        return total
    }
}
