import Kubernetes
import Simulation

extension MaintenanceProtocol {
    /// Releases the lock on a node once the application is off it, and takes it again when the node is back.
    func node(
        _ work: WorkKey, _ lines: inout MaintenanceLines, _ substrate: inout Substrate
    ) -> ReconcileResult {
        guard let box = substrate.box(NodeWorkloadLock.self, work) else { return lockNew(work, &substrate) }
        let nodeKey = substrate.key(Node.self, box.object.spec.nodeName)
        guard let node = substrate.box(Node.self, nodeKey, cluster: work.cluster) else {
            return nodeIsGone(box, work, &substrate)
        }
        guard let place = profile.place(ofRole: node) else { return .settled }
        let index = IndexKey("node", box.object.spec.nodeName)
        let request = substrate.first(
            NodeMaintenanceRequest.self, by: index, cluster: work.cluster, where: { _ in true })
        guard let request = request?.object, !request.metadata.isDeleting else {
            if profile.supportsDeletion,
                !substrate.isEmpty(NodeDeletionRequest.self, by: index, cluster: work.cluster)
            {
                return giveUp(box, profile.roles[place], work, &substrate)
            }
            guard box.object.status.state == .active else {
                return takeBack(box, node.object, profile.roles[place], work, &substrate)
            }
            // The request has gone before the node was let out, or a crash came between the two writes.
            takeAnew(box, work.cluster, &substrate)
            return .settled
        }
        if box.object.status.state == .inactive { return .settled }
        if let own = ownRelease(work.cluster, &substrate),
            let rule = Self.mismatch(request.spec.release, own: own)
        {
            substrate.say(rule.text, on: box, cluster: work.cluster)
            return .blocked(on: substrate.subject(profile.controller), rule: rule, retry: nil)
        }
        return release(box, request, place, work, &lines, &substrate)
    }

    /// Takes the lock on a node that has joined with a role for the application.
    func lockNew(_ work: WorkKey, _ substrate: inout Substrate) -> ReconcileResult {
        guard let name = NodeWorkloadLock.node(ofLock: substrate.kernel.names[work.object.name]),
            let node = substrate.get(Node.self, substrate.key(Node.self, name), cluster: work.cluster),
            profile.role(of: node) != nil
        else { return .settled }
        var lock = NodeWorkloadLock(
            metadata: ObjectMeta(name: NodeWorkloadLock.name(profile.name, on: name)))
        lock.spec.nodeName = name
        lock.spec.controllerName = profile.name
        lock.spec.nodeDeletionRequestSupported = profile.supportsDeletion ? true : nil
        lock.status.state = .active
        lock.status.release = ownRelease(work.cluster, &substrate) ?? ""
        substrate.create(lock, cluster: work.cluster, note: Write.Note(LCMEntry.lockTaken.kind))
        return .settled
    }

    private func release(
        _ box: Stored<NodeWorkloadLockSpec>, _ request: NodeMaintenanceRequest, _ place: Int, _ work: WorkKey,
        _ lines: inout MaintenanceLines, _ substrate: inout Substrate
    ) -> ReconcileResult {
        let role = profile.roles[place]
        if box.object.metadata.annotations[Label.innerState] != "active" {
            if let other = other(than: box.object, place, work.cluster, &lines, &substrate) {
                return .blocked(on: other, rule: limitRule(place, substrate), retry: nil)
            }
            var lock = box.object
            lock.metadata.annotations[Label.innerState] = "active"
            substrate.update(lock, cluster: work.cluster)
            return .settled
        }
        let length = substrate.kernel.duration(
            "\(profile.name).node.\(role.name).\(request.spec.scope.rawValue)",
            node: box.object.spec.nodeName,
            occurrence: Kernel.occurrence(request.spec.release))
        let name = "\(profile.name) leaves the \(role.name) node"
        if let rest = substrate.activity(name, takes: length) { return .after(rest) }
        substrate.release(box, at: request.spec.release, cluster: work.cluster)
        return .settled
    }

    private func takeBack(
        _ box: Stored<NodeWorkloadLockSpec>, _ node: Node, _ role: MaintenanceProfile.Role, _ work: WorkKey,
        _ substrate: inout Substrate
    ) -> ReconcileResult {
        guard node.status.isReady else {
            let key = substrate.key(node)
            return .blocked(on: key.subject(cluster: work.cluster), rule: WaitRule(.nodeNotReady), retry: nil)
        }
        if hasModelledDeployment(work.cluster, &substrate),
            let holder = substrate.replaceOutdatedPods(on: node, cluster: work.cluster)
        {
            return .blocked(
                on: holder, rule: WaitRule(.podReplaced), retry: OpenStackSettings.podPoll)
        }
        let length = substrate.kernel.duration(
            "\(profile.name).node.\(role.name).return", node: box.object.spec.nodeName,
            occurrence: Kernel.occurrence(box.object.status.release))
        let name = "\(profile.name) returns to the \(role.name) node"
        if let rest = substrate.activity(name, takes: length) { return .after(rest) }
        takeAnew(box, work.cluster, &substrate)
        return .settled
    }

    /// Takes a lock, and gives back its place among those of the nodes that are out.
    private func takeAnew(
        _ box: Stored<NodeWorkloadLockSpec>, _ cluster: UInt8, _ substrate: inout Substrate
    ) {
        substrate.take(box, cluster: cluster)
        guard box.object.metadata.annotations[Label.innerState] != nil else { return }
        var lock = box.object
        lock.metadata.annotations[Label.innerState] = nil
        substrate.update(lock, cluster: cluster)
    }

    /// Who stands before this node: one that is out when no more may be, or one whose maintenance was asked
    /// for earlier. Read from the API server, as the real one takes an inner lock there.
    private func other(
        than lock: NodeWorkloadLock, _ role: Int, _ cluster: UInt8, _ lines: inout MaintenanceLines,
        _ substrate: inout Substrate
    ) -> Subject? {
        let node = lock.spec.nodeName
        // The order in which they were made is that of their revisions; a place may be used again.
        let own = substrate.requests(on: node, cluster: cluster).min() ?? .max
        return lines.line(role, of: profile, cluster: cluster, &substrate)
            .before(node, askedAt: own, limit: limit(role, substrate))?.subject(cluster: cluster)
    }

    private func limit(_ place: Int, _ substrate: borrowing Substrate) -> Int {
        profile.roles[place].limit(substrate.estate.openStackSettings)
    }

    /// What a node waits for while as many of the role at `place` are out as may be.
    func limitRule(_ place: Int, _ substrate: borrowing Substrate) -> WaitRule {
        WaitRule(.turn, "\(limit(place, substrate))", profile.name, profile.roles[place].name)
    }
}

extension MaintenanceProfile {
    /// What a node does for the application; nil when nothing.
    func role(of node: Node) -> Role? { roles.first { node.metadata.labels[$0.label] == $0.value } }

    /// The place in `roles` of what a node does for the application, the node in its box; nil when nothing.
    func place(ofRole node: Stored<NodeSpec>) -> Int? {
        for place in roles.indices
        where node.object.metadata.labels[roles[place].label] == roles[place].value { return place }
        return nil
    }
}
