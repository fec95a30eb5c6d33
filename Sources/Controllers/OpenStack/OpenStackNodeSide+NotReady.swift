import HardwareInterfaces
import Kubernetes
import Simulation

/// A node is not Ready for long: its pods are given up, and Masakari is told of a compute that is down.
///
/// Source: Mirantis/rockoon rockoon/controllers/node.py (node_status_update_handler),
/// rockoon/openstack_utils.py (handle_masakari_host_down).
extension OpenStackNodeSide {
    /// Sees to a node that is not Ready.
    mutating func notReady(_ substrate: inout Substrate) -> ReconcileResult {
        guard settings.hasDeployment, let node = substrate.box(Node.self, work), !node.object.status.isReady,
            OpenStackRole.isAny(of: node.object.metadata.labels)
        else {
            pass = nil
            return .settled
        }
        begin(.notReady)
        if let rest = sleeping(&substrate) { return rest }
        if pass?.stage == .done { return .settled }
        if pass?.stage == .begun {
            let since = node.object.status.conditions.first { $0.type == "Ready" }?.lastTransitionTime
            let limit = settings.flappingTimeout.wholeSeconds
            guard let since, substrate.timestamp.unixSeconds - since.unixSeconds >= limit else {
                return sleep(OpenStackSettings.retry, &substrate)
            }
            for pod in substrate.listLive(
                Pod.self, by: IndexKey("node", node.object.metadata.name), cluster: work.cluster,
                because: "it has no cache of pods")
            where pod.object.metadata.namespace == OpenStackSettings.namespace {
                // What others have made in the place of one that was deleted stays.
                if let made = pod.object.metadata.creationTimestamp, made > since { continue }
                substrate.delete(pod.object, cluster: work.cluster)
            }
            pass?.enter(.podsDeleted)
        }
        guard isCompute(node), let held = tellMasakari(node, &substrate) else {
            pass?.enter(.done)
            return .settled
        }
        return held
    }

    /// Tells Masakari of a compute that is surely down; nil once that is done, or not to be done.
    private mutating func tellMasakari(_ node: Stored<NodeSpec>, _ substrate: inout Substrate)
        -> ReconcileResult?
    {
        let host = node.object.metadata.name
        let key = maintenance.lockKey(on: host, work.cluster, &substrate).object
        let lock = substrate.getLive(
            NodeWorkloadLock.self, key, cluster: work.cluster, because: "locks are read there")?.object
        // In maintenance, or cordoned: that is meant to be so.
        guard lock?.status.state == .active, node.object.spec.unschedulable != true else { return nil }
        guard let servers = ask(.listServers(host: host), "list the instances of \(host)", &substrate),
            let service = ask(.readService(host: host), "read the service of \(host)", &substrate),
            let agents = ask(.readAgents(host: host), "read the agents of \(host)", &substrate)
        else { return .waiting }
        guard case .success(.servers(let found)) = servers, !found.isEmpty else { return nil }
        guard case .success(.service(let state)) = service, !state.isUp else {
            return again(WaitRule(.serviceUp), &substrate)
        }
        guard case .success(.agents(alive: 0, _)) = agents else {
            return again(WaitRule(.agentAlive), &substrate)
        }
        guard !doesAnswer(host, substrate) else {
            return again(WaitRule(.portOpen), &substrate)
        }
        if let out = masakariThatIsOut(&substrate) {
            let rule = WaitRule(.masakariOut, substrate.kernel.names[out.name])
            substrate.forgetAnswers()
            return hold(
                on: out.subject(cluster: work.cluster), rule: rule, for: OpenStackSettings.retry, &substrate)
        }
        guard
            let told = ask(
                .notifyHostFailure(host: host), "tell Masakari that \(host) has failed", &substrate)
        else { return .waiting }
        switch told {
        case .success, .failure(.compute): return nil
        case .failure(let error): return again(WaitRule(.masakari, error.summary), &substrate)
        }
    }

    /// The Deployment of Masakari that has no ready pod; nil when each has, or is not in the cloud.
    private func masakariThatIsOut(_ substrate: inout Substrate) -> ObjectKey? {
        for name in ["masakari-api", "masakari-engine"] {
            let key = substrate.key(Deployment.self, name, namespace: OpenStackSettings.namespace)
            let found = substrate.getLive(
                Deployment.self, key, cluster: work.cluster, because: "stands for an answer of Masakari's")
            if let found, found.object.status.readyReplicas == 0 { return key }
        }
        return nil
    }

    private mutating func again(_ rule: WaitRule, _ substrate: inout Substrate) -> ReconcileResult {
        substrate.forgetAnswers()
        return hold(on: nova(&substrate), rule: rule, for: OpenStackSettings.retry, &substrate)
    }

    /// Whether a connection to the SSH port of a node succeeds: its system runs, and the cluster reaches it.
    private func doesAnswer(_ host: String, _ substrate: Substrate) -> Bool {
        guard let node = substrate.node(named: host, cluster: work.cluster) else { return false }
        return node.isHostRunning && node.isConnected
    }
}
