import Kubernetes
import Simulation

extension MaintenanceProtocol {
    /// The mark of a lock whose node is being made ready for maintenance.
    /// Source: Mirantis/rockoon maintenance.py (inner state).
    private static let innerState = "openstack.lcm.mirantis.com/inner_state"

    /// Releases the lock on a node once the application is off it, and takes it again when the node is back.
    func node(_ work: WorkKey, _ substrate: inout Substrate) -> ReconcileResult {
        guard let lock = substrate.get(NodeWorkloadLock.self, work) else { return lockNew(work, &substrate) }
        let requests = substrate.list(
            NodeMaintenanceRequest.self, by: IndexKey("node", lock.spec.nodeName), cluster: work.cluster)
        let nodeKey = substrate.key(Node.self, lock.spec.nodeName)
        guard let node = substrate.get(Node.self, nodeKey, cluster: work.cluster) else {
            return nodeIsGone(lock, work, &substrate)
        }
        guard let role = profile.role(of: node) else { return .settled }
        guard let request = requests.first, !request.metadata.isDeleting else {
            let index = IndexKey("node", lock.spec.nodeName)
            if profile.supportsDeletion,
                !substrate.isEmpty(NodeDeletionRequest.self, by: index, cluster: work.cluster)
            {
                return giveUp(lock, role, work, &substrate)
            }
            guard lock.status.state == .active else { return takeBack(lock, node, role, work, &substrate) }
            // Left by a crash between the two writes of the return.
            guard lock.metadata.annotations[Self.innerState] != nil else { return .settled }
            var lock = lock
            lock.metadata.annotations[Self.innerState] = nil
            substrate.update(lock, cluster: work.cluster)
            return .settled
        }
        if lock.status.state == .inactive { return .settled }
        if let own = ownRelease(work.cluster, &substrate), request.spec.release != own {
            let message = "the controller runs at \(own), not at \(request.spec.release)"
            return .blocked(on: substrate.subject(profile.controller), rule: message, retry: nil)
        }
        return release(lock, request, role, work, &substrate)
    }

    /// Takes the lock on a node that has joined with a role for the application.
    private func lockNew(_ work: WorkKey, _ substrate: inout Substrate) -> ReconcileResult {
        let name = String(substrate.kernel.names[work.object.name].dropFirst(profile.name.count + 1))
        guard let node = substrate.get(Node.self, substrate.key(Node.self, name), cluster: work.cluster),
            profile.role(of: node) != nil
        else { return .settled }
        var lock = NodeWorkloadLock(metadata: ObjectMeta(name: "\(profile.name)-\(name)"))
        lock.spec.nodeName = name
        lock.spec.controllerName = profile.name
        lock.spec.nodeDeletionRequestSupported = profile.supportsDeletion ? true : nil
        lock.status.state = .active
        lock.status.release = ownRelease(work.cluster, &substrate) ?? ""
        substrate.create(lock, cluster: work.cluster, note: Write.Note(LCMEntry.lockTaken.kind))
        return .settled
    }

    private func release(
        _ lock: NodeWorkloadLock, _ request: NodeMaintenanceRequest, _ role: MaintenanceProfile.Role,
        _ work: WorkKey, _ substrate: inout Substrate
    ) -> ReconcileResult {
        var lock = lock
        if lock.metadata.annotations[Self.innerState] != "active" {
            if let other = other(than: lock, role, work.cluster, &substrate) {
                return .blocked(
                    on: other, rule: "at most \(role.limit) \(profile.name) \(role.name) nodes at a time",
                    retry: nil)
            }
            lock.metadata.annotations[Self.innerState] = "active"
            substrate.update(lock, cluster: work.cluster)
            return .settled
        }
        var remaining = SimDuration.zero
        let length = substrate.kernel.duration(
            "\(profile.name).node.\(role.name).\(request.spec.scope.rawValue)", node: lock.spec.nodeName,
            occurrence: Kernel.occurrence(request.spec.release))
        let isOver = substrate.activity(
            "\(profile.name) leaves the \(role.name) node", takes: length, remaining: &remaining)
        guard isOver else { return .after(remaining) }
        lock.status.state = .inactive
        lock.status.release = request.spec.release
        substrate.updateStatus(lock, cluster: work.cluster, note: Write.Note(LCMEntry.lockReleased.kind))
        return .settled
    }

    private func takeBack(
        _ lock: NodeWorkloadLock, _ node: Node, _ role: MaintenanceProfile.Role, _ work: WorkKey,
        _ substrate: inout Substrate
    ) -> ReconcileResult {
        guard node.status.isReady else {
            let key = substrate.key(node)
            return .blocked(on: key.subject(cluster: work.cluster), rule: "the node is not Ready", retry: nil)
        }
        var remaining = SimDuration.zero
        let length = substrate.kernel.duration(
            "\(profile.name).node.\(role.name).return", node: lock.spec.nodeName,
            occurrence: Kernel.occurrence(lock.status.release))
        let isOver = substrate.activity(
            "\(profile.name) returns to the \(role.name) node", takes: length, remaining: &remaining)
        guard isOver else { return .after(remaining) }
        var lock = lock
        lock.status.state = .active
        substrate.updateStatus(lock, cluster: work.cluster, note: Write.Note(LCMEntry.lockTaken.kind))
        lock.metadata.annotations[Self.innerState] = nil
        substrate.update(lock, cluster: work.cluster)
        return .settled
    }

    /// Who stands before this node: one that is out when no more may be, or one whose maintenance was asked
    /// for earlier. Read from the API server, as the real one takes an inner lock there.
    private func other(
        than lock: NodeWorkloadLock, _ role: MaintenanceProfile.Role, _ cluster: UInt8,
        _ substrate: inout Substrate
    ) -> Subject? {
        var before = 0
        var first: Subject?
        // Requests are listed in the order in which they were made; a place may be used again, so that their
        // revisions decide.
        var own = UInt64.max
        let requests = substrate.listLive(
            NodeMaintenanceRequest.self, cluster: cluster, because: "an inner lock is taken there"
        ).sorted { $0.revision < $1.revision }
        for request in requests {
            let name = request.object.spec.nodeName
            if name == lock.spec.nodeName {
                own = request.revision
                continue
            }
            let key = substrate.key(NodeWorkloadLock.self, "\(profile.name)-\(name)")
            guard
                let other = substrate.getLive(
                    NodeWorkloadLock.self, key, cluster: cluster, because: "an inner lock is taken there"),
                let node = substrate.getLive(
                    Node.self, substrate.key(Node.self, name), cluster: cluster,
                    because: "an inner lock is taken there"),
                profile.role(of: node.object)?.name == role.name
            else { continue }
            let isOut = other.object.metadata.annotations[Self.innerState] == "active"
            guard isOut || request.revision < own else { continue }
            before += 1
            if isOut || first == nil { first = key.subject(cluster: cluster) }
        }
        return before >= role.limit ? first : nil
    }
}

extension MaintenanceProfile {
    /// What a node does for the application; nil when nothing.
    func role(of node: Node) -> Role? { roles.first { node.metadata.labels[$0.label] == $0.value } }
}
