import HardwareInterfaces
import Kubernetes
import Simulation

/// A node comes out of maintenance.
///
/// Source: Mirantis/rockoon rockoon/controllers/maintenance.py (node_maintenance_request_delete_handler),
/// rockoon/services/__init__.py (prepare_node_after_reboot, add_node_to_scheduling; in reverse order).
extension OpenStackNodeSide {
    /// Takes the lock again once the node, its pods and its services are as they were.
    mutating func comeBack(
        _ lock: Stored<NodeWorkloadLockSpec>, _ node: Stored<NodeSpec>, isOut: Bool,
        _ substrate: inout Substrate
    ) -> ReconcileResult {
        guard isOut, settings.hasDeployment else { return takeBack(lock, &substrate) }
        guard node.object.status.isReady else {
            let holder = node.key.subject(cluster: work.cluster)
            return hold(on: holder, rule: WaitRule(.nodeNotReady), for: OpenStackSettings.poll, &substrate)
        }
        if pass?.stage == .begun, let pod = unreadyPod(node.object.metadata.name, &substrate) {
            let holder = pod.subject(cluster: work.cluster)
            return hold(
                on: holder, rule: WaitRule(.podNotReady), for: OpenStackSettings.poll, &substrate)
        }
        if pass?.stage == .begun,
            let holder = substrate.replaceOutdatedPods(on: node.object, cluster: work.cluster)
        {
            return hold(
                on: holder, rule: WaitRule(.podReplaced), for: OpenStackSettings.podPoll,
                &substrate)
        }
        if pass?.stage == .begun, let held = waitForAgents(lock, node, &substrate) { return held }
        if pass?.stage == .agentsAlive, isCompute(node), let held = waitForService(lock, node, &substrate) {
            return held
        }
        if pass?.stage == .servicesUp, let held = enable(lock, node, &substrate) { return held }
        return takeBack(lock, &substrate)
    }

    private mutating func takeBack(
        _ lock: Stored<NodeWorkloadLockSpec>, _ substrate: inout Substrate
    ) -> ReconcileResult {
        pass = nil
        if lock.object.metadata.annotations[Label.innerState] != nil {
            var freed = lock.object
            freed.metadata.annotations[Label.innerState] = nil
            substrate.update(freed, cluster: work.cluster)
        }
        substrate.take(lock, cluster: work.cluster)
        return .settled
    }

    /// A pod of OpenStack on a node that is not ready, those of Jobs aside.
    private func unreadyPod(_ node: String, _ substrate: inout Substrate) -> ObjectKey? {
        substrate.firstLive(
            Pod.self, by: IndexKey("node", node), cluster: work.cluster, because: "it has no cache of pods"
        ) { stored in
            !stored.object.status.isReady && stored.object.metadata.namespace == OpenStackSettings.namespace
                && !stored.object.metadata.ownerReferences.contains { $0.kind == "Job" }
        }?.key
    }

    /// Waits until no agent of the node is dead, for five minutes at a time.
    private mutating func waitForAgents(
        _ lock: Stored<NodeWorkloadLockSpec>, _ node: Stored<NodeSpec>, _ substrate: inout Substrate
    ) -> ReconcileResult? {
        let host = node.object.metadata.name
        guard isCompute(node) else {
            pass?.enter(.agentsAlive)
            return nil
        }
        guard let answer = ask(.readAgents(host: host), "read the agents of \(host)", &substrate) else {
            return .waiting
        }
        switch answer {
        case .success(.agents(_, dead: 0)), .failure(.compute(.unknownHost)):
            pass?.enter(.agentsAlive)
            substrate.forgetAnswers()
            return nil
        default: break
        }
        return awaitUp(
            lock, "Timeout waiting for network agents up on the host.", .agentDead, &substrate)
    }

    /// Waits until the compute service of the node is up, for five minutes at a time.
    private mutating func waitForService(
        _ lock: Stored<NodeWorkloadLockSpec>, _ node: Stored<NodeSpec>, _ substrate: inout Substrate
    ) -> ReconcileResult? {
        let host = node.object.metadata.name
        guard let answer = ask(.readService(host: host), "read the service of \(host)", &substrate) else {
            return .waiting
        }
        if case .failure(.compute(.unknownHost)) = answer {
            pass?.enter(.servicesUp)
            return nil
        }
        guard case .success(.service(let service)) = answer, service.isUp else {
            return awaitUp(
                lock, "Timeout waiting for compute services up on the host.", .serviceDown, &substrate)
        }
        pass?.enter(.servicesUp)
        return nil
    }

    /// Looks again soon; after five minutes it begins anew.
    private mutating func awaitUp(
        _ lock: Stored<NodeWorkloadLockSpec>, _ message: String, _ form: WaitRule.Form,
        _ substrate: inout Substrate
    ) -> ReconcileResult {
        let rule = WaitRule(form)
        let now = substrate.kernel.now
        if pass?.deadline == .never { pass?.deadline = now + OpenStackSettings.serviceTimeout }
        if let deadline = pass?.deadline, now >= deadline {
            return postpone(lock, message, on: nova(&substrate), rule: rule, &substrate)
        }
        substrate.forgetAnswers()
        return hold(on: nova(&substrate), rule: rule, for: OpenStackSettings.poll, &substrate)
    }

    /// Lets instances come again, unless somebody else has disabled the service.
    private mutating func enable(
        _ lock: Stored<NodeWorkloadLockSpec>, _ node: Stored<NodeSpec>, _ substrate: inout Substrate
    ) -> ReconcileResult? {
        let host = node.object.metadata.name
        // The answer that let the wait end is still there.
        guard let answer = ask(.readService(host: host), "read the service of \(host)", &substrate) else {
            return .waiting
        }
        if case .success(.service(let service)) = answer, !service.isEnabled,
            service.disabledReason == OpenStackSettings.disableReason
        {
            guard let done = ask(.enableService(host: host), "enable the service of \(host)", &substrate)
            else {
                return .waiting
            }
            if case .failure(let error) = done {
                return postpone(
                    lock, "Can not bring node back to scheduling.", on: nova(&substrate),
                    rule: WaitRule(.nova, error.summary), &substrate)
            }
        }
        pass?.enter(.enabled)
        return nil
    }
}
