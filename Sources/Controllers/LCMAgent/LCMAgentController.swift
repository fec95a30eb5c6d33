import HardwareInterfaces
import Kubernetes
import Simulation

/// The LCM agent of each machine: upgrades itself first, then carries out the items of its LCMMachine in order,
/// reports what runs, and reboots when asked to. It talks to the management cluster only.
///
/// Source: pages "LCM Agent", "LCM Controller".
public struct LCMAgentController: Controller {
    public static let spec = ControllerSpec(
        .lcmAgent, workers: nil, writesPerSecond: nil, watches: [.management(LCMMachineSpec.kind)])

    /// How long the agent waits before it tries a failed item again: guess.
    static let retryDelay = SimDuration.seconds(60)
    /// After how long without an answer it takes a command for lost: guess, beyond any item's duration.
    static let timeout = SimDuration.hours(4)

    /// Without memory.
    public init() {}

    public func requests(for change: ObjectChange, _ substrate: inout Substrate) -> [WorkKey] {
        // The agent watches the spec of its machine; what it writes itself does not wake it.
        guard let new = change.after(LCMMachine.self) else { return [] }
        if let old = change.before(LCMMachine.self), old.metadata.generation == new.metadata.generation,
            old.status.stateItemStatuses == new.status.stateItemStatuses,
            old.status.agentVersion == new.status.agentVersion, old.status.release == new.status.release,
            old.status.reboot == new.status.reboot
        {
            return []
        }
        return [change.work]
    }

    public func reconcile(_ work: WorkKey, _ substrate: inout Substrate) -> ReconcileResult {
        guard let machine = substrate.get(LCMMachine.self, work), !machine.metadata.isDeleting,
            !machine.spec.haltAgent, let node = substrate.node(of: machine),
            substrate.estate.nodes[Int(node)].isHostRunning
        else { return .settled }
        let agent = Agent(machine: machine, node: node)
        if machine.spec.agentConfig.version != machine.status.agentVersion { return upgrade(agent, &substrate) }
        if let item = machine.nextItem { return carryOut(item, agent, &substrate) }
        if machine.spec.rebootRequired, !machine.status.reboot.completed { return reboot(agent, &substrate) }
        return report(agent, &substrate)
    }
}

extension LCMMachine {
    /// The next item to carry out: phases in order, items in order within a phase.
    var nextItem: StateItem? {
        for phase in [StateItemPhase.prepare, .deploy, .reconfigure] {
            for item in spec.stateItems where item.phase == phase && !isDone(item) { return item }
        }
        return nil
    }
}

extension Substrate {
    /// The index of a machine's node.
    mutating func node(of machine: LCMMachine) -> UInt32? {
        let names = (
            kernel.names.intern(machine.metadata.namespace), kernel.names.intern(machine.spec.clusterName)
        )
        guard let cluster = estate.cluster(namespace: names.0, name: names.1) else { return nil }
        return estate.node(kernel.names.intern(machine.metadata.name), cluster: cluster)
    }
}
