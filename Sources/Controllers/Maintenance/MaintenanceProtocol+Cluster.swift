import Kubernetes
import Simulation

extension MaintenanceProtocol {
    /// Releases the lock on the cluster once the application is at the release that is asked for, and takes
    /// it again when the request is withdrawn.
    func cluster(_ work: WorkKey, _ substrate: inout Substrate) -> ReconcileResult {
        guard let lock = substrate.box(ClusterWorkloadLock.self, work),
            lock.object.spec.controllerName == profile.name
        else { return .settled }
        // Where there is a deployment, the process that brings it about holds the lock.
        if hasModelledDeployment(work.cluster, &substrate) { return .settled }
        guard let own = ownRelease(work.cluster, &substrate) else { return .settled }
        let request = substrate.first(ClusterMaintenanceRequest.self, cluster: work.cluster)
        guard let request, !request.object.metadata.isDeleting else {
            substrate.take(lock, cluster: work.cluster)
            return .settled
        }
        if let rule = Self.mismatch(request.object.spec.release, own: own) {
            substrate.say(rule.text, on: lock, cluster: work.cluster)
            return .blocked(on: substrate.subject(profile.controller), rule: rule, retry: nil)
        }
        let status = lock.object.status
        if status.release == own, status.state == .inactive { return .settled }
        if let follows = profile.follows {
            let first = substrate.list(ClusterWorkloadLock.self, cluster: work.cluster).first {
                $0.spec.controllerName == follows && $0.status.state != .inactive
            }
            if let first {
                let key = substrate.key(first)
                return .blocked(
                    on: key.subject(cluster: work.cluster), rule: WaitRule(.followed, follows), retry: nil)
            }
        }
        return update(lock, to: own, work, &substrate)
    }

    /// What keeps a controller from a request that is for another release than its own; nil when nothing
    /// does, as with a request that names none. Source: Mirantis/rockoon rockoon/controllers/maintenance.py
    /// (check_release_matching).
    static func mismatch(_ wanted: String, own: String) -> WaitRule? {
        wanted.isEmpty || wanted == own ? nil : WaitRule(.otherRelease, own, wanted)
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
        _ lock: Stored<ClusterWorkloadLockSpec>, to release: String, _ work: WorkKey,
        _ substrate: inout Substrate
    ) -> ReconcileResult {
        // At the release already, as for reboots: its services need to be healthy, nothing else.
        let isThere = lock.object.status.release == release
        let length =
            isThere
            ? substrate.kernel.duration("\(profile.name).health", occurrence: Kernel.occurrence(release))
            : duration(work, release, &substrate)
        let name = isThere ? "\(profile.name) health check" : "\(profile.name) update to \(release)"
        if let rest = substrate.activity(name, takes: length) {
            substrate.take(lock, cluster: work.cluster)
            return .after(rest)
        }
        substrate.release(lock, at: release, cluster: work.cluster)
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
