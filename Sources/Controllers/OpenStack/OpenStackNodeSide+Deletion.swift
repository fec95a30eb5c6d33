import HardwareInterfaces
import Kubernetes
import Simulation

/// A node is deleted.
///
/// Source: Mirantis/rockoon rockoon/controllers/maintenance.py (node_deletion_request_change_handler,
/// node_workloadlock_request_delete_handler), rockoon/services/__init__.py (process_ndr, cleanup_metadata).
extension OpenStackNodeSide {
    /// Gives a node up once no quorum needs it and no instance is on it; services are asked in reverse
    /// order.
    mutating func giveUp(
        _ lock: Stored<NodeWorkloadLockSpec>, _ node: Stored<NodeSpec>, _ substrate: inout Substrate
    ) -> ReconcileResult {
        guard lock.object.status.state != .inactive else {
            pass = nil
            return .settled
        }
        begin(.delete)
        if let rest = sleeping(&substrate) { return rest }
        if settings.hasDeployment {
            let locked = lockedQuorums(by: node.object.metadata.name, &substrate)
            if let last = locked.last {
                let message = "The node can not be removed: \(last.service) needs it"
                return postpone(
                    lock, message, on: last.set.subject(cluster: work.cluster),
                    rule: WaitRule(.needed, last.service), &substrate)
            }
            if isCompute(node), let held = checkInstances(lock, node, &substrate) { return held }
        }
        pass = nil
        substrate.release(lock, cluster: work.cluster)
        return .settled
    }

    private mutating func checkInstances(
        _ lock: Stored<NodeWorkloadLockSpec>, _ node: Stored<NodeSpec>, _ substrate: inout Substrate
    ) -> ReconcileResult? {
        let host = node.object.metadata.name
        guard
            let disabled = ask(
                .disableService(host: host, reason: OpenStackSettings.disableReason),
                "disable the compute service of \(host)", &substrate)
        else { return .waiting }
        if case .failure(.compute(.unknownHost)) = disabled { return nil }
        guard !settings.skipsInstanceCheck else { return nil }
        guard let answer = ask(.listServers(host: host), "list the instances of \(host)", &substrate) else {
            return .waiting
        }
        guard case .success(.servers(let servers)) = answer else {
            return postpone(
                lock, "Cannot execute openstack commands", on: nova(&substrate), rule: WaitRule(.novaSilent),
                &substrate)
        }
        guard let first = servers.first else { return nil }
        let names = servers.map { "\($0.name): \($0.status.rawValue)" }.joined(separator: ", ")
        let message =
            "Some servers (\(names)) are still present on host \(host). "
            + "Blocking node removal unless they removed or migrated."
        return postpone(
            lock, message, on: subject(first, &substrate), rule: WaitRule(.instanceLeft),
            &substrate)
    }

    /// A node is gone: its service goes from Nova, then its lock goes.
    mutating func nodeIsGone(
        _ lock: Stored<NodeWorkloadLockSpec>, _ substrate: inout Substrate
    ) -> ReconcileResult {
        let host = lock.object.spec.nodeName
        let index = IndexKey("node", host)
        let isDisabled = !substrate.isEmpty(NodeDisableNotification.self, by: index, cluster: work.cluster)
        // A host that Nova does not know, or whose instances are still there, keeps nobody waiting.
        if !isDisabled, settings.hasDeployment,
            ask(.removeHost(host), "delete what Nova knows of \(host)", &substrate) == nil
        {
            return .waiting
        }
        return maintenance.nodeIsGone(lock, work, &substrate)
    }
}
