public import HardwareInterfaces
import Kubernetes
import Simulation

/// The LCM agent of each machine: upgrades itself first, then carries out the items of its LCMMachine in
/// order, reports what runs, and reboots when asked to. It talks to the management cluster only.
///
/// Source: pages "LCM Agent", "LCM Controller".
public struct LCMAgentController: StatelessController {
    public static let spec = ControllerSpec(
        .lcmAgent, "lcm-agent", workers: nil, writesPerSecond: nil,
        watches: [.management(LCMMachineSpec.kind)])

    /// How long the agent waits after the `attempt`th failure in a row, from 1: 1 min, doubling, at most
    /// 5 min: guess.
    static func retryDelay(after attempt: Int64) -> SimDuration {
        min(.minutes(1 << min(max(attempt - 1, 0), 3)), .minutes(5))
    }
    /// After how long without an answer it takes a command for lost: guess, beyond any item's duration.
    static let timeout = SimDuration.hours(4)

    /// Without memory.
    public init() {}

    public func requests(for change: ObjectChange, _ substrate: inout Substrate) -> WorkKeys {
        // The agent watches the spec of its machine. An item that it has done wakes it for the next one; one
        // that failed does not, since it is tried again after a while only.
        guard let new = change.newBox(LCMMachine.self) else { return [] }
        if let old = change.oldBox(LCMMachine.self),
            old.object.metadata.generation == new.object.metadata.generation,
            old.object.status.stateItemStatuses == new.object.status.stateItemStatuses
                || new.object.hasFailed(since: old.object),
            old.object.status.agentVersion == new.object.status.agentVersion,
            old.object.status.release == new.object.status.release,
            old.object.status.reboot == new.object.status.reboot,
            old.object.metadata.annotations[Label.restartAgent]
                == new.object.metadata.annotations[Label.restartAgent]
        {
            return []
        }
        return [change.work]
    }

    public static func requests(for notice: EquipmentNotice, _ substrate: inout Substrate) -> WorkKeys {
        switch notice {
        case .host(let host, isRunning: true), .management(let host, isReached: true),
            .agent(let host, isRunning: true):
            return substrate.agentWork(host).map { [$0] } ?? []
        case .host(let host, isRunning: false):
            // The process is gone with its host.
            if let agent = substrate.agentWork(host) { substrate.loseWork(.lcmAgent, agent) }
            return []
        case .agent(let host, isRunning: false):
            guard let agent = substrate.agentWork(host) else { return [] }
            substrate.loseWork(.lcmAgent, agent)
            return [agent]
        default: return []
        }
    }

    public func reconcile(_ work: WorkKey, _ substrate: inout Substrate) -> ReconcileResult {
        guard let box = substrate.box(LCMMachine.self, work), !box.object.metadata.isDeleting,
            !box.object.spec.haltAgent, !box.object.spec.disable, let node = substrate.node(of: box),
            substrate.estate.nodes[Int(node)].isHostRunning
        else { return .settled }
        let agent = Agent(box: box, node: node)
        guard substrate.estate.nodes[Int(node)].isAgentRunning else {
            guard box.object.hasWork else { return .settled }
            return .blocked(on: substrate.equipment(agent.host), rule: WaitRule(.agentStopped), retry: nil)
        }
        // It can't tell anybody what it has done, nor hear what else there is to do.
        guard substrate.estate.nodes[Int(node)].reachesManagement else {
            guard box.progress.next != nil else { return .settled }
            let isAlone = !substrate.estate.nodes[Int(node)].isConnected
            return .blocked(
                on: substrate.equipment(agent.host),
                rule: WaitRule(isAlone ? .hostCutOff : .managementCutOff),
                retry: nil)
        }
        if substrate.estate.nodes[Int(node)].token.isRefused, !substrate.takesRestart(of: node, box.key) {
            guard box.object.hasWork else { return .settled }
            return .blocked(on: substrate.equipment(agent.host), rule: WaitRule(.tokenExpired), retry: nil)
        }
        if box.object.status.addresses.isEmpty { return register(agent, &substrate) }
        if box.object.spec.agentConfig.version != box.object.status.agentVersion {
            return upgrade(agent, &substrate)
        }
        if let item = box.progress.next { return carryOut(item, agent, &substrate) }
        if box.object.spec.rebootRequired, !box.object.status.reboot.completed {
            return reboot(agent, &substrate)
        }
        return report(agent, &substrate)
    }
}

extension LCMMachine {
    /// Whether the next item was tried since `old`, and failed.
    func hasFailed(since old: LCMMachine) -> Bool {
        guard let item = nextItem, let status = status.stateItemStatuses[item.name] else { return false }
        return status.hash == item.hash && status.exitCode != 0
            && status != old.status.stateItemStatuses[item.name]
    }

    /// Whether there is something that its agent should do.
    var hasWork: Bool {
        nextItem != nil || spec.rebootRequired && !status.reboot.completed
            || spec.agentConfig.version != status.agentVersion
    }

    /// The next item to carry out: phases in order, items in order within a phase.
    var nextItem: StateItem? {
        ItemProgress(items: spec.stateItems, statuses: status.stateItemStatuses).next
    }
}

extension Substrate {
    /// The work of the agent on a host, or nil when no machine stands on it.
    mutating func agentWork(_ host: UInt32) -> WorkKey? {
        let node = estate.nodes[Int(host)]
        let cluster = estate.clusters[Int(node.cluster)]
        let key = ObjectKey(kind: LCMMachineSpec.kind, namespace: cluster.namespace, name: node.name)
        return getLive(key, cluster: 0, because: "an agent that starts reads its machine") == nil
            ? nil : WorkKey(cluster: 0, object: key)
    }

    /// The index of a machine's node.
    mutating func node(of machine: Stored<LCMMachineSpec>) -> UInt32? {
        let name = kernel.names.intern(machine.object.spec.clusterName)
        guard let cluster = estate.cluster(namespace: machine.key.namespace, name: name) else { return nil }
        return estate.node(machine.key.name, cluster: cluster)
    }
}
