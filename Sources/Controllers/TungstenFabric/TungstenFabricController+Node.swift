import Kubernetes
import Simulation

/// The locks on nodes, where the pods of OpenSDN are looked at.
///
/// Source: MOSK documentation, "OpenSDN Kubernetes Controller maintenance API": a lock is inactive only if all
/// containers of the node's vRouter are Ready and no other node's lock is inactive; it is active again once
/// the request is gone and all these containers are Ready.
extension TungstenFabricController {
    /// Releases the lock on a node while its vRouter is well, and takes it again when it is well anew.
    func node(_ work: WorkKey, _ substrate: inout Substrate) -> ReconcileResult {
        guard let lock = substrate.box(NodeWorkloadLock.self, work) else {
            return maintenance.lockNew(work, &substrate)
        }
        let name = lock.object.spec.nodeName
        guard let node = substrate.box(Node.self, substrate.key(Node.self, name), cluster: work.cluster)
        else { return maintenance.nodeIsGone(lock, work, &substrate) }
        guard let place = maintenance.profile.place(ofRole: node) else { return .settled }
        let request = substrate.first(
            NodeMaintenanceRequest.self, by: IndexKey("node", name), cluster: work.cluster,
            where: { !$0.object.metadata.isDeleting })
        guard let request else {
            guard lock.object.status.state == .active else { return takeBack(lock, node, work, &substrate) }
            substrate.take(lock, cluster: work.cluster)
            return .settled
        }
        if lock.object.status.state == .inactive { return .settled }
        let wanted = request.object.spec.release
        if let own = maintenance.ownRelease(work.cluster, &substrate),
            let rule = MaintenanceProtocol.mismatch(wanted, own: own)
        {
            substrate.say(rule.text, on: lock, cluster: work.cluster)
            return .blocked(on: substrate.subject(.tungstenFabric), rule: rule, retry: nil)
        }
        if let unready = unreadyVRouter(on: node, &substrate, work.cluster) {
            return .blocked(on: unready, rule: WaitRule(.vRouterNotReady), retry: nil)
        }
        let other =
            other(than: lock, work.cluster, &substrate) ?? first(before: request, work.cluster, &substrate)
        if let other {
            return .blocked(
                on: other.subject(cluster: work.cluster), rule: maintenance.limitRule(place, substrate),
                retry: nil)
        }
        substrate.release(lock, at: wanted, cluster: work.cluster)
        return .settled
    }

    /// Takes the lock again once the node is Ready and its vRouter, of the operator's release, is.
    private func takeBack(
        _ lock: Stored<NodeWorkloadLockSpec>, _ node: Stored<NodeSpec>, _ work: WorkKey,
        _ substrate: inout Substrate
    ) -> ReconcileResult {
        guard node.object.status.isReady else {
            return .blocked(
                on: node.key.subject(cluster: work.cluster), rule: WaitRule(.nodeNotReady), retry: nil)
        }
        for set in vRouters(on: node, &substrate, work.cluster)
        where set.object.spec.updateStrategy.type == .onDelete {
            guard let pod = pod(of: set, on: node, &substrate, work.cluster),
                substrate.isOutdated(pod, of: set)
            else { continue }
            substrate.stop(pod.object, cluster: work.cluster)
            return .blocked(
                on: pod.key.subject(cluster: work.cluster), rule: WaitRule(.podReplaced),
                retry: nil)
        }
        if let unready = unreadyVRouter(on: node, &substrate, work.cluster) {
            return .blocked(on: unready, rule: WaitRule(.vRouterNotReady), retry: nil)
        }
        substrate.take(lock, cluster: work.cluster)
        return .settled
    }

    /// Another node whose lock is inactive, by its lock; nil when there is none. What is kept for a disabled
    /// machine holds nobody (inferred).
    private func other(
        than lock: Stored<NodeWorkloadLockSpec>, _ cluster: UInt8, _ substrate: inout Substrate
    ) -> ObjectKey? {
        let locks = substrate.listLive(
            NodeWorkloadLock.self, cluster: cluster, because: "a second one must not be let out")
        for other in locks
        where other.object.spec.controllerName == maintenance.profile.name && other.key != lock.key
            && other.object.status.state == .inactive
        {
            let index = IndexKey("node", other.object.spec.nodeName)
            if substrate.isEmpty(NodeDisableNotification.self, by: index, cluster: cluster) {
                return other.key
            }
        }
        return nil
    }

    /// The lock on the node that was asked for first, before this one, and may go. The order is inferred: it
    /// is that of the other applications, without which two of them might let out one node each and wait for
    /// each other.
    private func first(
        before request: Stored<NodeMaintenanceRequestSpec>, _ cluster: UInt8, _ substrate: inout Substrate
    ) -> ObjectKey? {
        var found: (revision: UInt64, lock: ObjectKey)?
        for other in substrate.boxes(NodeMaintenanceRequest.self, cluster: cluster)
        where other.revision < min(request.revision, found?.revision ?? .max)
            && !other.object.metadata.isDeleting
        {
            let name = other.object.spec.nodeName
            let lock = maintenance.lockKey(on: name, cluster, &substrate).object
            guard
                substrate.box(NodeWorkloadLock.self, lock, cluster: cluster)?.object.status.state == .active,
                let node = substrate.box(Node.self, substrate.key(Node.self, name), cluster: cluster),
                unreadyVRouter(on: node, &substrate, cluster) == nil
            else { continue }
            found = (other.revision, lock)
        }
        return found?.lock
    }

    /// A pod of the node's vRouter that is not Ready, or the DaemonSet that has none there; nil when all are
    /// Ready.
    private func unreadyVRouter(
        on node: Stored<NodeSpec>, _ substrate: inout Substrate, _ cluster: UInt8
    ) -> Subject? {
        for set in vRouters(on: node, &substrate, cluster) {
            guard let pod = pod(of: set, on: node, &substrate, cluster) else {
                return set.key.subject(cluster: cluster)
            }
            if !pod.object.status.isReady { return pod.key.subject(cluster: cluster) }
        }
        return nil
    }

    /// The DaemonSets of the vRouter that have a pod on a node: those on nodes with its label, whatever they
    /// are called.
    private func vRouters(
        on node: Stored<NodeSpec>, _ substrate: inout Substrate, _ cluster: UInt8
    ) -> [Stored<DaemonSetSpec>] {
        substrate.boxes(DaemonSet.self, cluster: cluster).filter { set in
            let template = set.object.spec.template.spec
            return set.object.metadata.namespace == Self.namespace
                && maintenance.profile.roles.contains { template.nodeSelector[$0.label] == $0.value }
                && DaemonPlacement(template).admits(node)
        }
    }

    /// The pod of a DaemonSet on a node; nil while there is none that stays.
    private func pod(
        of set: Stored<DaemonSetSpec>, on node: Stored<NodeSpec>, _ substrate: inout Substrate,
        _ cluster: UInt8
    ) -> Stored<PodSpec>? {
        let uid = set.object.metadata.uid
        return substrate.first(
            Pod.self, by: IndexKey("node", node.object.metadata.name), cluster: cluster,
            where: { pod in
                !pod.object.metadata.isDeleting
                    && pod.object.metadata.ownerReferences.contains { $0.uid == uid }
            })
    }
}
