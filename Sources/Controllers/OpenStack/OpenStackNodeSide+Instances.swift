import HardwareInterfaces
import Kubernetes
import Simulation

/// Instances leave a node that may reboot.
///
/// Source: Mirantis/rockoon rockoon/services/__init__.py (Nova.remove_node_from_scheduling,
/// _migrate_servers), rockoon/maintenance.py (NodeMaintenanceConfig).
extension OpenStackNodeSide {
    /// Annotations of nodes: how instances leave, and how often one is tried.
    static let modeAnnotation = "openstack.lcm.mirantis.com/instance_migration_mode"
    static let attemptsAnnotation = "openstack.lcm.mirantis.com/instance_migration_attempts"

    /// Keeps new instances off, and has instances leave where the node may reboot; nil once that is done.
    mutating func clear(
        _ lock: Stored<NodeWorkloadLockSpec>, _ node: Stored<NodeSpec>,
        _ request: Stored<NodeMaintenanceRequestSpec>,
        _ substrate: inout Substrate
    ) -> ReconcileResult? {
        let host = node.object.metadata.name
        if pass?.stage == .begun {
            guard
                let answer = ask(
                    .disableService(host: host, reason: OpenStackSettings.disableReason),
                    "disable the compute service of \(host)", &substrate)
            else { return .waiting }
            // A compute that has joined in the run has no instances, and Nova here does not know it.
            if case .failure(.compute(.unknownHost)) = answer { return nil }
            if case .failure(let error) = answer {
                let message = "Can not disable compute service on a host to be deleted"
                return postpone(
                    lock, message, on: nova(&substrate), rule: WaitRule(.nova, error.summary), &substrate)
            }
            pass?.enter(.disabled)
            substrate.forgetAnswers()
        }
        guard request.object.spec.scope == .os, pass?.stage == .disabled else { return nil }
        return moveInstances(lock, node, &substrate)
    }

    /// Moves one instance after the other; nil once none is left that must not go down with the node.
    private mutating func moveInstances(
        _ lock: Stored<NodeWorkloadLockSpec>, _ node: Stored<NodeSpec>, _ substrate: inout Substrate
    ) -> ReconcileResult? {
        let host = node.object.metadata.name
        if let server = pass?.moving { return move(server, &substrate) }
        guard let answer = ask(.listServers(host: host), "list the instances of \(host)", &substrate) else {
            return .waiting
        }
        guard case .success(.servers(let servers)) = answer else {
            var rule = WaitRule(.novaSilent)
            if case .failure(let error) = answer { rule = WaitRule(.nova, error.summary) }
            let message = "Retrying migrate instances from host. Cannot execute openstack commands"
            return postpone(lock, message, on: nova(&substrate), rule: rule, &substrate)
        }
        let attempts = node.object.metadata.annotations[Self.attemptsAnnotation].flatMap { Int($0) } ?? 3
        let candidates = servers.filter { server in
            [.active, .paused].contains(server.status) && action(of: server, on: node) == .liveMigrate
                && pass?.attempts[server.id.number] ?? 1 <= attempts
        }
        guard !candidates.isEmpty else { return check(servers, lock, node, &substrate) }
        if servers.count(where: { $0.status == .migrating }) < settings.migrateConcurrency {
            let stream = substrate.kernel.random.derive("openstack.migration").derive(host)
            let pick = stream.below(UInt64(candidates.count), UInt64(substrate.kernel.now.nanoseconds))
            pass?.moving = candidates[Int(pick)].id
            return move(candidates[Int(pick)].id, &substrate)
        }
        return sleep(.seconds(35), &substrate)
    }

    /// Has Nova move an instance: one attempt, whatever comes of it.
    private mutating func move(_ server: ServerID, _ substrate: inout Substrate) -> ReconcileResult {
        guard let answer = ask(.liveMigrate(server), "live-migrate an instance", &substrate) else {
            return .waiting
        }
        pass?.moving = nil
        pass?.attempts[server.number, default: 1] += 1
        switch answer {
        case .success:
            pass?.refusals[server.number] = nil
            return sleep(.seconds(10), &substrate)
        case .failure(let error):
            pass?.refusals[server.number] = error.summary
            return sleep(.seconds(5), &substrate)
        }
    }

    /// Whether instances are left that a reboot would harm; nil when none is.
    private mutating func check(
        _ servers: [ComputeServer], _ lock: Stored<NodeWorkloadLockSpec>, _ node: Stored<NodeSpec>,
        _ substrate: inout Substrate
    ) -> ReconcileResult? {
        let left = servers.filter { server in
            !server.status.isSafeForReboot && server.isRunning && action(of: server, on: node) != .powerOff
        }
        // One that Nova has refused to move tells more than one that moves just now.
        guard let first = left.first(where: { pass?.refusals[$0.id.number] != nil }) ?? left.first else {
            pass?.enter(.moved)
            return nil
        }
        let toNotify = left.filter { action(of: $0, on: node) == .notify }.map(\.name)
        let others = left.filter { action(of: $0, on: node) != .notify }.map(\.name)
        var message = "Some servers are still present on the host."
        if !toNotify.isEmpty {
            message += " Notify owners of the following server: \(toNotify.joined(separator: ", "))"
        }
        if !others.isEmpty {
            message += " Servers with unset maintenance action: \(others.joined(separator: ", "))"
        }
        var rule = WaitRule(.instanceLeft)
        if action(of: first, on: node) == .notify {
            rule = WaitRule(.instanceHeld, "its owner must move it")
        } else if let refusal = pass?.refusals[first.id.number] {
            rule = WaitRule(.instanceHeld, refusal)
        }
        return postpone(lock, message, on: subject(first, &substrate), rule: rule, &substrate)
    }

    /// What is to become of an instance: what its only tag says, else what the node's mode means.
    private func action(of server: ComputeServer, on node: Stored<NodeSpec>) -> MaintenanceAction {
        if server.actions.count == 1 { return server.actions[0] }
        switch node.object.metadata.annotations[Self.modeAnnotation] {
        case "manual": return .notify
        case "skip": return .powerOff
        default: return .liveMigrate
        }
    }
}
