import HardwareInterfaces
import Kubernetes
import Simulation

/// Whether services can do without a node.
///
/// Source: Mirantis/rockoon rockoon/services/__init__.py (can_handle_nmr), rockoon/kube.py
/// (StatefulSet.is_node_locked).
extension OpenStackNodeSide {
    /// What the services say.
    enum Guard {
        /// They can.
        case free
        /// Some can't; who stands for why.
        case blocked(services: [String], holder: Subject)
        /// An answer is under way.
        case waiting
    }

    /// Asks the services in order.
    mutating func guards(_ node: Stored<NodeSpec>, _ substrate: inout Substrate) -> Guard {
        var services: [String] = []
        var first: Subject?
        if settings.respectsZones, isCompute(node) {
            switch zoneGuard(node, &substrate) {
            case .free: break
            case .waiting: return .waiting
            case .blocked(let names, let holder):
                services += names
                first = holder
            }
        }
        for quorum in lockedQuorums(by: node.object.metadata.name, &substrate) {
            services.append(quorum.service)
            first = first ?? quorum.set.subject(cluster: work.cluster)
        }
        guard let first else { return .free }
        return .blocked(services: services, holder: first)
    }

    /// The quorums that need a node.
    func lockedQuorums(
        by node: String, _ substrate: inout Substrate
    ) -> [(service: String, set: ObjectKey)] {
        settings.quorums.compactMap { quorum in
            let key = substrate.key(StatefulSet.self, quorum.name, namespace: quorum.namespace)
            guard
                let set = substrate.getLive(
                    StatefulSet.self, key, cluster: work.cluster, because: "it has no cache of workloads"),
                isLocked(set, by: node, &substrate)
            else { return nil }
            return (quorum.service, key)
        }
    }

    /// Whether a StatefulSet can't do without its pod on a node. The real check has a third part, which asks
    /// of pods that are ready whether they are: it finds nothing, so that a pod elsewhere counts that is
    /// not ready.
    private func isLocked(
        _ set: Stored<StatefulSetSpec>, by node: String, _ substrate: inout Substrate
    ) -> Bool {
        let pods = substrate.listLive(
            Pod.self, by: IndexKey(owner: set.object.metadata.uid), cluster: work.cluster,
            because: "it has no cache of pods")
        let needed = Int(set.object.spec.replicas) - 1
        let elsewhere = pods.filter { $0.object.spec.nodeName != node && !$0.object.spec.nodeName.isEmpty }
        if pods.count(where: \.object.status.isReady) < needed || elsewhere.count < needed { return true }
        return settings.fixes.contains(.quorumGuardReadyFilter)
            && elsewhere.count(where: \.object.status.isReady) < needed
    }

    /// Whether another compute is out that is in another availability zone: the first one counts.
    private mutating func zoneGuard(_ node: Stored<NodeSpec>, _ substrate: inout Substrate) -> Guard {
        let out = substrate.listLive(
            NodeWorkloadLock.self, by: IndexKey("out", maintenance.profile.name), cluster: work.cluster,
            because: "locks are read there")
        let other = out.first { lock in
            guard lock.key != work.object else { return false }
            let key = substrate.key(Node.self, lock.object.spec.nodeName)
            let found = substrate.getLive(
                Node.self, key, cluster: work.cluster, because: "nodes are read there")
            return found.map { OpenStackRole.of($0.object).contains(.compute) } ?? false
        }
        guard let other else { return .free }
        let name = other.object.spec.nodeName
        let host = node.object.metadata.name
        let own = ask(.readService(host: host), "read the service of \(host)", &substrate)
        let theirs = ask(.readService(host: name), "read the service of \(name)", &substrate)
        guard let own, let theirs else { return .waiting }
        guard case .success(.service(let ownService)) = own, case .success(.service(let service)) = theirs,
            ownService.zone != service.zone
        else { return .free }
        return .blocked(services: ["compute"], holder: other.key.subject(cluster: work.cluster))
    }
}
