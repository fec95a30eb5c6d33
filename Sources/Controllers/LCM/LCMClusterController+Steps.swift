import Kubernetes
import Simulation

extension LCMClusterController {
    /// The plan that the cluster follows: the one whose target is the release wanted.
    func plan(of lcm: LCMCluster, _ substrate: inout Substrate) -> ClusterUpdatePlan? {
        let plans = substrate.list(
            ClusterUpdatePlan.self,
            by: IndexKey("cluster", namespace: lcm.metadata.namespace, lcm.metadata.name), cluster: 0)
        return plans.first { substrate.releaseVersion($0.spec.target) == lcm.spec.release }
    }

    /// Asks for the maintenance of the cluster while machines are worked on, and withdraws it for the last step.
    func maintain(
        _ lcm: LCMCluster, _ plan: ClusterUpdatePlan?, _ mosk: UInt8, _ substrate: inout Substrate
    ) {
        let request = substrate.list(ClusterMaintenanceRequest.self, cluster: mosk).first
        let isWanted =
            plan.map { $0.status.status == .inProgress && !$0.hasBegun("mcc-components") } ?? false
        if isWanted, request == nil {
            var request = ClusterMaintenanceRequest(metadata: ObjectMeta(name: lcm.metadata.name))
            request.spec.release = lcm.spec.release
            substrate.create(
                request, cluster: mosk,
                note: Write.Note(LCMEntry.maintenanceRequested.kind, substrate.text(lcm.spec.release)))
        } else if !isWanted, let request {
            substrate.delete(request, cluster: mosk, note: Write.Note(LCMEntry.maintenanceEnded.kind))
        }
    }

    /// Takes back the slots of machines that are done: at the release, uncordoned, no longer in maintenance.
    func releaseSlots(
        _ lcm: inout LCMCluster, _ mosk: UInt8, _ substrate: inout Substrate, _ notes: inout [Write.Note]
    ) {
        let namespace = lcm.metadata.namespace
        for name in lcm.status.machinesInUpdate {
            let key = substrate.key(LCMMachine.self, name, namespace: namespace)
            guard let machine = substrate.get(LCMMachine.self, key, cluster: 0),
                machine.status.release == lcm.spec.release,
                !machine.needsReboot(lcm, substrate.group(of: machine)),
                substrate.boxes(
                    LCMClusterState.self, by: IndexKey("node", namespace: namespace, name), cluster: 0
                ).isEmpty,
                substrate.boxes(NodeMaintenanceRequest.self, by: IndexKey("node", name), cluster: mosk).isEmpty
            else { continue }
            lcm.status.machinesInUpdate.removeAll { $0 == name }
            notes.append(Write.Note(LCMEntry.machineReleased.kind, key.subject(cluster: 0)))
        }
    }

    /// The groups whose step is under way. Workers wait for all managers, or, where managers are dedicated, for
    /// the first one.
    func activeGroups(
        _ lcm: LCMCluster, _ plan: ClusterUpdatePlan, _ substrate: inout Substrate
    ) -> [MachineGroup] {
        let (namespace, name) = (lcm.metadata.namespace, lcm.metadata.name)
        var groups: [MachineGroup] = []
        let managers = { (substrate: Substrate) in
            substrate.list(LCMMachine.self, by: IndexKey("cluster", namespace: namespace, name), cluster: 0)
                .filter { $0.spec.type == .control }
        }
        if plan.state("k8s-controllers") == .inProgress {
            groups.append(MachineGroup(name: "", machines: managers(substrate), concurrency: 1))
        }
        var workersMayBegin: Bool?
        for step in plan.status.steps where step.status == .inProgress {
            guard step.id.hasPrefix(UpdateStep.workerPrefix) else { continue }
            if workersMayBegin == nil {
                let done = managers(substrate).map { $0.status.release == lcm.spec.release }
                workersMayBegin =
                    lcm.spec.dedicatedControlPlane ? done.isEmpty || done.contains(true) : !done.contains(false)
            }
            guard workersMayBegin ?? false else { continue }
            let group = String(step.id.dropFirst(UpdateStep.workerPrefix.count))
            let key = substrate.key(UpdateGroup.self, group, namespace: namespace)
            let limit = substrate.get(UpdateGroup.self, key, cluster: 0)?.spec.concurrentUpdates ?? 1
            let machines = substrate.list(
                LCMMachine.self, by: IndexKey("group", namespace: namespace, group), cluster: 0)
            groups.append(
                MachineGroup(
                    name: group, machines: machines.filter { $0.spec.type == .worker },
                    concurrency: Int(max(limit, 1)), prepareLimit: Int(lcm.spec.maxWorkerPrepareCount)))
        }
        return groups
    }

    /// Lets machines of a group prepare: a new agent, then downloads.
    func prepare(_ group: MachineGroup, _ lcm: LCMCluster, _ substrate: inout Substrate) {
        var preparing = group.machines.count { $0.isPreparing(for: lcm) }
        for machine in group.machines.sorted(by: LCMMachine.updatesBefore)
        where machine.status.release != lcm.spec.release && !machine.isAssigned(.prepare, of: lcm) {
            if let limit = group.prepareLimit, preparing >= limit { return }
            preparing += 1
            var machine = machine
            machine.spec.agentConfig = lcm.spec.agentConfig
            machine.assign(.prepare, of: lcm)
            substrate.update(
                machine, cluster: 0, note: Write.Note(LCMEntry.itemsAssigned.kind, substrate.text("prepare")))
        }
    }

    /// Gives free slots of a group to machines that are prepared, in their order: a machine waits for all of lower
    /// index, but not for its equals.
    func admit(
        _ group: MachineGroup, _ lcm: inout LCMCluster, _ substrate: inout Substrate, _ notes: inout [Write.Note]
    ) {
        let inUpdate = lcm.status.machinesInUpdate
        var free = group.concurrency - group.machines.count { inUpdate.contains($0.metadata.name) }
        var lowest = Int64.min
        for machine in group.machines.sorted(by: LCMMachine.updatesBefore)
        where machine.status.release != lcm.spec.release && !inUpdate.contains(machine.metadata.name) {
            guard free > 0 else { return }
            if lowest != .min, machine.updateIndex > lowest { return }
            guard machine.isPrepared(for: lcm) else {
                lowest = machine.updateIndex
                continue
            }
            free -= 1
            lcm.status.machinesInUpdate.append(machine.metadata.name)
            let key = substrate.key(machine)
            notes.append(Write.Note(LCMEntry.machineAdmitted.kind, key.subject(cluster: 0)))
        }
    }
}

extension LCMMachine {
    /// The order of updates: by index, then by name.
    static func updatesBefore(_ left: LCMMachine, _ right: LCMMachine) -> Bool {
        (left.updateIndex, left.metadata.name) < (right.updateIndex, right.metadata.name)
    }

    /// Whether the machine has the items of a phase that its cluster wants.
    func isAssigned(_ phase: StateItemPhase, of lcm: LCMCluster) -> Bool {
        let wanted = lcm.spec.machineTypes.items(for: spec.type).lazy.filter { $0.phase == phase }
        let assigned = spec.stateItems.lazy.filter { $0.phase == phase }
        return assigned.elementsEqual(wanted) { $0.hash == $1.hash }
    }

    /// Gives the machine the items of a phase that its cluster wants, in place of those that it has.
    mutating func assign(_ phase: StateItemPhase, of lcm: LCMCluster) {
        let wanted = lcm.spec.machineTypes.items(for: spec.type)
        var items: [StateItem] = []
        for each in [StateItemPhase.prepare, .deploy, .reconfigure] {
            items += (each == phase ? wanted : spec.stateItems).filter { $0.phase == each }
        }
        spec.stateItems = items
    }

    /// Whether the machine has the agent and has done the downloads of its cluster's release.
    func isPrepared(for lcm: LCMCluster) -> Bool {
        isAssigned(.prepare, of: lcm) && isDone(.prepare) && status.agentVersion == lcm.spec.agentConfig.version
    }

    /// Whether the machine is downloading for its cluster's release.
    func isPreparing(for lcm: LCMCluster) -> Bool {
        status.release != lcm.spec.release && isAssigned(.prepare, of: lcm) && !isPrepared(for: lcm)
    }

    /// Whether the update still has to reboot the machine.
    func needsReboot(_ lcm: LCMCluster, _ group: UpdateGroup?) -> Bool {
        guard lcm.spec.nodesRebootRequired, group?.spec.rebootIfUpdateRequires ?? true else { return false }
        return status.hostInfo.rebootRequired
    }
}

extension Substrate {
    /// The update group of a machine.
    mutating func group(of machine: LCMMachine) -> UpdateGroup? {
        guard let name = machine.metadata.labels[Label.updateGroup] else { return nil }
        return get(
            UpdateGroup.self, key(UpdateGroup.self, name, namespace: machine.metadata.namespace), cluster: 0)
    }
}
