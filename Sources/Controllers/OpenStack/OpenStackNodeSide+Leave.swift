import HardwareInterfaces
import Kubernetes
import Simulation

/// A node goes into maintenance.
///
/// Source: Mirantis/rockoon rockoon/controllers/maintenance.py (node_maintenance_request_change_handler).
extension OpenStackNodeSide {
    /// Lets a node go, once it is its turn, no service needs it, and its instances are gone where it may
    /// reboot.
    mutating func leave(
        _ lock: Stored<NodeWorkloadLockSpec>, _ node: Stored<NodeSpec>,
        _ request: Stored<NodeMaintenanceRequestSpec>,
        _ substrate: inout Substrate
    ) -> ReconcileResult {
        if pass?.stage == .begun, let own = maintenance.ownRelease(work.cluster, &substrate),
            let rule = MaintenanceProtocol.mismatch(request.object.spec.release, own: own)
        {
            let holder = substrate.subject(.openStack)
            return postpone(lock, rule.text, on: holder, rule: rule, &substrate)
        }
        guard lock.object.metadata.annotations[Label.innerState] == "active" else {
            return enterMaintenance(lock, node, &substrate)
        }
        guard settings.hasDeployment else { return letGo(lock, request, &substrate) }
        if pass?.stage == .begun {
            switch guards(node, &substrate) {
            case .waiting: return .waiting
            case .blocked(let services, let holder): return block(lock, services, holder, &substrate)
            case .free: break
            }
        }
        if isCompute(node), let held = clear(lock, node, request, &substrate) { return held }
        return letGo(lock, request, &substrate)
    }

    private mutating func letGo(
        _ lock: Stored<NodeWorkloadLockSpec>, _ request: Stored<NodeMaintenanceRequestSpec>,
        _ substrate: inout Substrate
    ) -> ReconcileResult {
        substrate.release(lock, at: request.object.spec.release, cluster: work.cluster)
        pass = nil
        return .settled
    }

    /// Takes one of the places of nodes that are out, under the controller's mutex: it looks at the API
    /// server, and writes before anybody else looks.
    private mutating func enterMaintenance(
        _ lock: Stored<NodeWorkloadLockSpec>, _ node: Stored<NodeSpec>, _ substrate: inout Substrate
    ) -> ReconcileResult {
        let roles =
            settings.fixes.contains(.concurrencyAllRoles)
            ? OpenStackRole.of(node.object) : OpenStackRole.allCases
        var out: [OpenStackRole: (count: Int, last: Subject)] = [:]
        for other in substrate.listLive(
            NodeWorkloadLock.self, by: IndexKey("out", maintenance.profile.name), cluster: work.cluster,
            because: "an inner lock is taken there")
        where other.key != work.object {
            let holder = other.key.subject(cluster: work.cluster)
            for role in rolesLive(other.object.spec.nodeName, &substrate) {
                out[role] = ((out[role]?.count ?? 0) + 1, holder)
            }
        }
        for role in roles {
            guard let taken = out[role], taken.count >= role.limit(settings) else { continue }
            let rule = WaitRule(.turn, "\(role.limit(settings))", "openstack", role.name)
            let message = "Exceeded allowed concurrency: \(taken.count) \(role.name) nodes are in maintenance"
            return postpone(lock, message, on: taken.last, rule: rule, &substrate)
        }
        var active = lock.object
        active.metadata.annotations[Label.innerState] = "active"
        substrate.update(active, cluster: work.cluster)
        return .settled
    }

    private func rolesLive(_ name: String, _ substrate: inout Substrate) -> [OpenStackRole] {
        substrate.getLive(
            Node.self, substrate.key(Node.self, name), cluster: work.cluster,
            because: "an inner lock is taken there"
        ).map { OpenStackRole.of($0.object) } ?? []
    }

    /// Services need the node: their names stand on the lock. It keeps its place all the same.
    private mutating func block(
        _ lock: Stored<NodeWorkloadLockSpec>, _ services: [String], _ holder: Subject,
        _ substrate: inout Substrate
    ) -> ReconcileResult {
        if settings.fixes.contains(.blockedNodeHoldsSlot) {
            var freed = lock.object
            freed.metadata.annotations[Label.innerState] = nil
            substrate.update(freed, cluster: work.cluster)
        }
        let names = services.joined(separator: ", ")
        let message = "Some services block the maintenance of the node: \(names)"
        return postpone(lock, message, on: holder, rule: WaitRule(.needed, names), &substrate)
    }
}
