import Kubernetes
import Simulation

extension HostOSConfigurationController {
    /// Says how the modules of an object are.
    func check(_ work: WorkKey, _ substrate: inout Substrate) -> ReconcileResult {
        guard var object = substrate.get(HostOSConfigurationModules.self, work),
            !object.metadata.isDeleting
        else { return .settled }
        let status = modules(&substrate).status(of: object.metadata.name)
        guard object.status != status else { return .settled }
        object.status = status
        substrate.updateStatus(object, cluster: 0)
        return .settled
    }

    /// Says whether an object is valid, and how far each machine is that it is about.
    func report(_ work: WorkKey, _ substrate: inout Substrate) -> ReconcileResult {
        guard var object = substrate.get(HostOSConfiguration.self, work), !object.metadata.isDeleting else {
            return .settled
        }
        let verdict = HostOSVerdict(object, modules(&substrate))
        var status = HostOSConfigurationStatus()
        status.isValid = verdict.isValid
        status.containsDeprecatedModules = verdict.containsDeprecatedModules
        status.configs = verdict.configs
        for machine in substrate.boxes(Machine.self, cluster: 0)
        where machine.key.namespace == work.object.namespace
            && object.selects(machine.object.metadata.labels)
        {
            let key = ObjectKey(
                kind: LCMMachineSpec.kind, namespace: machine.key.namespace, name: machine.key.name)
            let lcm = substrate.box(LCMMachine.self, key, cluster: 0)?.object
            let metadata = machine.object.metadata
            status.machinesStates["\(metadata.namespace)/\(metadata.name)"] = HostOSMachineState(
                lcm, verdict, generation: object.metadata.generation)
        }
        guard object.status != status else { return .settled }
        object.status = status
        substrate.updateStatus(object, cluster: 0)
        return .settled
    }

    /// Gives a machine the items that are about it. Only a machine in Ready gets others than it has.
    ///
    /// Source: page "HostOSConfiguration and HostOSConfigurationModules concepts": machines in maintenance,
    /// disabled, or otherwise not in Ready are passed over until they are.
    func configure(_ work: WorkKey, _ substrate: inout Substrate) -> ReconcileResult {
        guard let box = substrate.box(LCMMachine.self, work), !box.object.isLeaving,
            !box.object.spec.disable
        else { return .settled }
        var machine = box.object
        let key = ObjectKey(
            kind: MachineSpec.kind, namespace: work.object.namespace, name: work.object.name)
        let labels = substrate.box(Machine.self, key, cluster: 0)?.object.metadata.labels ?? StringMap()
        let index = IndexKey("namespace", machine.metadata.namespace)
        let objects = substrate.list(HostOSConfiguration.self, by: index, cluster: 0)
        let wanted = objects.items(for: labels, modules(&substrate))
        guard machine.spec.stateItems.filter(\.isHostOS) != wanted else {
            return forgetOthers(machine, &substrate)
        }
        if let obstacle = obstacle(machine, work, &substrate) { return obstacle }
        machine.spec.stateItems.removeAll(where: \.isHostOS)
        machine.spec.stateItems += wanted
        substrate.update(
            machine, cluster: 0, note: Write.Note(LCMEntry.itemsAssigned.kind, substrate.text("host-os")))
        return .settled
    }

    /// Forgets how items went that the machine no longer has: selected again, it carries them out again.
    /// Source: page "Retrigger a module configuration".
    private func forgetOthers(_ machine: LCMMachine, _ substrate: inout Substrate) -> ReconcileResult {
        let gone = machine.status.stateItemStatuses.names.filter { name in
            name.hasPrefix(StateItem.hostOSPrefix) && !machine.spec.stateItems.contains { $0.name == name }
        }
        guard !gone.isEmpty else { return .settled }
        var machine = machine
        for name in gone { machine.status.stateItemStatuses[name] = nil }
        substrate.updateStatus(machine, cluster: 0)
        return .settled
    }

    /// What keeps a machine from getting other items now. One that is not in Ready for nothing but an item of
    /// the host OS configuration may get other ones: inferred, there is no other way out for it.
    private func obstacle(
        _ machine: LCMMachine, _ work: WorkKey, _ substrate: inout Substrate
    ) -> ReconcileResult? {
        let key = substrate.key(
            LCMCluster.self, machine.spec.clusterName, namespace: machine.metadata.namespace)
        let holders = substrate.box(LCMCluster.self, key, cluster: 0)?.object.status.machinesInUpdate ?? []
        if holders.contains(machine.metadata.name) || machine.isToReboot || machine.spec.rebootRequired {
            return .blocked(on: key.subject(cluster: 0), rule: WaitRule(.machineInMaintenance), retry: nil)
        }
        guard machine.status.state != .ready, !machine.waitsForHostOSOnly else { return nil }
        return .blocked(on: work.object.subject(cluster: 0), rule: WaitRule(.machineNotReady), retry: nil)
    }

    private func modules(_ substrate: inout Substrate) -> HostOSModuleList {
        HostOSModuleList(substrate.list(HostOSConfigurationModules.self, cluster: 0))
    }
}

extension LCMMachine {
    /// Whether all of its items are done but some of the host OS configuration.
    fileprivate var waitsForHostOSOnly: Bool {
        status.state == .reconfigure && status.release == spec.release && !isDone(.reconfigure)
            && spec.stateItems.indices.allSatisfy { spec.stateItems[$0].isHostOS || isDone(item: $0) }
    }
}

extension HostOSMachineState {
    /// How far a machine is with an object of this generation.
    fileprivate init(_ machine: LCMMachine?, _ verdict: HostOSVerdict, generation: Int64) {
        self.init()
        observedGeneration = generation
        selected = true
        for part in verdict.parts {
            var statuses = OrderedMap<HostOSItemStatus>()
            for item in part.items {
                var status = HostOSItemStatus()
                status.hash = item.hash
                status.state = HostOSItemState(of: item, on: machine).rawValue
                statuses[item.name] = status
            }
            configStateItemsStatuses[part.title] = statuses
        }
    }
}

extension HostOSItemState {
    /// How an item is on a machine.
    fileprivate init(of item: StateItem, on machine: LCMMachine?) {
        guard let done = machine?.status.stateItemStatuses[item.name], done.hash == item.hash else {
            self = .notStarted
            return
        }
        self = done.exitCode == 0 ? .success : .failed
    }
}
