import Kubernetes
import Simulation

extension MaintenanceProtocol {
    /// Releases the lock on a node once the application is off it, and takes it again when the node is back.
    func node(_ work: WorkKey, _ substrate: inout Substrate) -> ReconcileResult {
        guard let lock = substrate.get(NodeWorkloadLock.self, work) else { return lockNew(work, &substrate) }
        let nodeKey = substrate.key(Node.self, lock.spec.nodeName)
        guard let node = substrate.box(Node.self, nodeKey, cluster: work.cluster) else {
            return nodeIsGone(lock, work, &substrate)
        }
        guard let role = profile.role(of: node) else { return .settled }
        let index = IndexKey("node", lock.spec.nodeName)
        let request = substrate.first(
            NodeMaintenanceRequest.self, by: index, cluster: work.cluster, where: { _ in true })
        guard let request = request?.object, !request.metadata.isDeleting else {
            if profile.supportsDeletion,
                !substrate.isEmpty(NodeDeletionRequest.self, by: index, cluster: work.cluster)
            {
                return giveUp(lock, role, work, &substrate)
            }
            guard lock.status.state == .active else {
                return takeBack(lock, node.object, role, work, &substrate)
            }
            // Left by a crash between the two writes of the return.
            guard lock.metadata.annotations[Label.innerState] != nil else { return .settled }
            var lock = lock
            lock.metadata.annotations[Label.innerState] = nil
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
        if lock.metadata.annotations[Label.innerState] != "active" {
            if let other = other(than: lock, role, work.cluster, &substrate) {
                return .blocked(
                    on: other, rule: "at most \(role.limit) \(profile.name) \(role.name) nodes at a time",
                    retry: nil)
            }
            lock.metadata.annotations[Label.innerState] = "active"
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
        lock.metadata.annotations[Label.innerState] = nil
        substrate.update(lock, cluster: work.cluster)
        return .settled
    }

    /// Who stands before this node: one that is out when no more may be, or one whose maintenance was asked
    /// for earlier. Read from the API server, as the real one takes an inner lock there.
    private func other(
        than lock: NodeWorkloadLock, _ role: MaintenanceProfile.Role, _ cluster: UInt8,
        _ substrate: inout Substrate
    ) -> Subject? {
        let requests = substrate.listLive(
            NodeMaintenanceRequest.self, cluster: cluster, because: "an inner lock is taken there")
        // The order in which they were made is that of their revisions; a place may be used again.
        let own = requests.lazy.filter { $0.object.spec.nodeName == lock.spec.nodeName }.map(\.revision).min()
        var before = 0
        // The one that went out last, or else the one that was asked for first.
        var last: (revision: UInt64, lock: ObjectKey)?
        for other in substrate.locksOut(of: profile.name, cluster: cluster) {
            let name = other.object.spec.nodeName
            guard name != lock.spec.nodeName, serves(name, as: role, cluster, &substrate) else { continue }
            for revision in substrate.requests(on: name, cluster: cluster) {
                before += 1
                if revision > last?.revision ?? 0 { last = (revision, other.key) }
            }
        }
        if before >= role.limit { return last?.lock.subject(cluster: cluster) }
        var first: (revision: UInt64, lock: ObjectKey)?
        for request in requests where request.revision < own ?? .max {
            let name = request.object.spec.nodeName
            guard name != lock.spec.nodeName,
                let other = substrate.lockLive(of: profile.name, on: name, cluster: cluster),
                other.object.metadata.annotations[Label.innerState] != "active",
                serves(name, as: role, cluster, &substrate)
            else { continue }
            before += 1
            if before >= role.limit, let last { return last.lock.subject(cluster: cluster) }
            if request.revision < first?.revision ?? .max { first = (request.revision, other.key) }
        }
        return before >= role.limit ? first?.lock.subject(cluster: cluster) : nil
    }

    private func serves(
        _ node: String, as role: MaintenanceProfile.Role, _ cluster: UInt8, _ substrate: inout Substrate
    ) -> Bool {
        let found = substrate.getLive(
            Node.self, substrate.key(Node.self, node), cluster: cluster,
            because: "an inner lock is taken there")
        return found.map { profile.role(of: $0)?.name == role.name } ?? false
    }
}

extension MaintenanceProfile {
    /// What a node does for the application; nil when nothing.
    func role(of node: Node) -> Role? { roles.first { node.metadata.labels[$0.label] == $0.value } }

    /// As above, of a node in its box.
    func role(of node: Stored<NodeSpec>) -> Role? {
        for role in roles where node.object.metadata.labels[role.label] == role.value { return role }
        return nil
    }
}

extension Substrate {
    /// The locks of an application that are out, as the API server has them.
    fileprivate func locksOut(of application: String, cluster: UInt8) -> [Stored<NodeWorkloadLockSpec>] {
        var found: [Stored<NodeWorkloadLockSpec>] = []
        stores[Int(cluster)].forEach(
            NodeWorkloadLockSpec.kind, by: IndexKey("out", application), informer: nil
        ) {
            found.append(unsafeDowncast($0, to: Stored<NodeWorkloadLockSpec>.self))
            return true
        }
        return found
    }

    /// The revisions of the requests for a node's maintenance, as the API server has them.
    fileprivate func requests(on node: String, cluster: UInt8) -> [UInt64] {
        var found: [UInt64] = []
        stores[Int(cluster)].forEach(
            NodeMaintenanceRequestSpec.kind, by: IndexKey("node", node), informer: nil
        ) {
            found.append($0.revision)
            return true
        }
        return found
    }

    /// The lock of an application on a node, as the API server has it. Found by the node: making the lock's
    /// name up is far dearer.
    fileprivate func lockLive(
        of application: String, on node: String, cluster: UInt8
    ) -> Stored<NodeWorkloadLockSpec>? {
        var found: Stored<NodeWorkloadLockSpec>?
        stores[Int(cluster)].forEach(NodeWorkloadLockSpec.kind, by: IndexKey("node", node), informer: nil) {
            let lock = unsafeDowncast($0, to: Stored<NodeWorkloadLockSpec>.self)
            guard lock.object.spec.controllerName == application else { return true }
            found = lock
            return false
        }
        return found
    }
}
