import Kubernetes
import Simulation

extension LCMClusterController {
    /// The plan that the cluster follows: the one whose target is the release wanted.
    func plan(of lcm: Stored<LCMClusterSpec>, _ substrate: inout Substrate) -> Stored<ClusterUpdatePlanSpec>?
    {
        // There are a few plans in all: to look at each costs less than an index.
        substrate.boxes(ClusterUpdatePlan.self, cluster: 0).first { plan in
            plan.key.namespace == lcm.key.namespace && plan.object.spec.cluster == lcm.object.metadata.name
                && substrate.releaseVersion(plan.object.spec.target) == lcm.object.spec.release
        }
    }

    /// Asks for the maintenance of the cluster while machines are worked on, and withdraws it for the last
    /// step.
    func maintain(
        _ lcm: Stored<LCMClusterSpec>, _ plan: Stored<ClusterUpdatePlanSpec>?, _ mosk: UInt8,
        _ substrate: inout Substrate
    ) {
        let request = substrate.boxes(ClusterMaintenanceRequest.self, cluster: mosk).first
        let isWanted =
            plan.map { $0.object.isUnderWay && !$0.object.hasBegun(UpdateStep.components) }
            ?? false
        if isWanted, request == nil {
            var request = ClusterMaintenanceRequest(metadata: ObjectMeta(name: lcm.object.metadata.name))
            request.spec.release = lcm.object.spec.release
            substrate.create(
                request, cluster: mosk,
                note: Write.Note(LCMEntry.maintenanceRequested.kind, substrate.text(lcm.object.spec.release)))
        } else if !isWanted, let request {
            substrate.delete(request.object, cluster: mosk, note: Write.Note(LCMEntry.maintenanceEnded.kind))
        }
    }

    /// Takes back the slots of machines that are done: at the release, uncordoned, no longer in
    /// maintenance; and of those that are gone. Machines of groups under way are looked up in their
    /// rosters.
    func releaseSlots(
        _ lcm: Stored<LCMClusterSpec>, _ groups: [MachineGroup], _ status: inout LCMClusterStatus,
        _ mosk: UInt8,
        _ machines: inout MachineRosters, _ substrate: inout Substrate, _ notes: inout [Write.Note]
    ) {
        let names = lcm.object.status.machinesInUpdate
        var freed: [ObjectKey] = []
        var found = 0
        for group in groups {
            let places = machines[group.roster].places(of: names)
            found += places.count
            for place in places where machines[group.roster].order.marks[place] == .done {
                let machine = machines[group.roster].order.machines[place]
                if isFree(machine, lcm.object, mosk, &substrate) { freed.append(machine.key) }
            }
        }
        if found < names.count {
            for name in names {
                let key = substrate.key(LCMMachine.self, name, namespace: lcm.object.metadata.namespace)
                guard !freed.contains(key) else { continue }
                guard let machine = substrate.box(LCMMachine.self, key, cluster: 0) else {
                    freed.append(key)
                    continue
                }
                let isOut = machine.object.spec.disable && machine.object.isIsolated
                if isOut || machine.object.status.release == lcm.object.spec.release,
                    isFree(machine, lcm.object, mosk, &substrate)
                {
                    freed.append(key)
                }
            }
        }
        for key in freed {
            let name = substrate.kernel.names[key.name]
            status.machinesInUpdate.removeAll { $0 == name }
            notes.append(Write.Note(LCMEntry.machineReleased.kind, key.subject(cluster: 0)))
        }
    }

    /// Whether a machine at the release needs its slot no more.
    func isFree(
        _ machine: Stored<LCMMachineSpec>, _ lcm: LCMCluster, _ mosk: UInt8, _ substrate: inout Substrate
    ) -> Bool {
        let name = machine.object.metadata.name
        return substrate.isEmpty(NodeMaintenanceRequest.self, by: IndexKey("node", name), cluster: mosk)
            && substrate.isEmpty(
                LCMClusterState.self,
                by: IndexKey("node", namespace: machine.object.metadata.namespace, name), cluster: 0)
            && !machine.object.needsReboot(lcm, substrate.group(of: machine.object))
    }

    /// The groups whose step is under way. Workers wait for all managers, or, where managers are dedicated,
    /// for the first one.
    func activeGroups(
        _ lcm: Stored<LCMClusterSpec>, _ plan: ClusterUpdatePlan, _ machines: inout MachineRosters,
        _ substrate: inout Substrate
    ) -> [MachineGroup] {
        let namespace = lcm.key.namespace
        var groups: [MachineGroup] = []
        let managers = machines.managers(namespace, of: lcm)
        if plan.state(UpdateStep.controllers) == .inProgress {
            groups.append(MachineGroup(roster: managers, concurrency: 1))
        }
        for index in plan.status.steps.indices where plan.status.steps[index].status == .inProgress {
            let step = plan.status.steps[index]
            guard step.id.hasPrefix(UpdateStep.workerPrefix),
                workersMayBegin(machines[managers], lcm.object)
            else { continue }
            let group = String(step.id.dropFirst(UpdateStep.workerPrefix.count))
            let key = substrate.key(
                UpdateGroup.self, group, namespace: lcm.object.metadata.namespace)
            let limit = substrate.box(UpdateGroup.self, key, cluster: 0)?.object.spec.concurrentUpdates ?? 1
            groups.append(
                MachineGroup(
                    roster: machines.workers(namespace, group: group, of: lcm),
                    concurrency: Int(max(limit, 1)), prepareLimit: Int(lcm.object.spec.maxWorkerPrepareCount),
                    name: group)
            )
        }
        return groups
    }

    private func workersMayBegin(_ managers: MachineRoster, _ lcm: LCMCluster) -> Bool {
        guard lcm.spec.dedicatedControlPlane else { return managers.done == managers.order.machines.count }
        return managers.order.machines.isEmpty || managers.done > 0
    }

    /// Lets machines of a group prepare: a new agent, then downloads.
    func prepare(
        _ group: MachineGroup, _ lcm: Stored<LCMClusterSpec>, _ machines: MachineRosters,
        _ substrate: inout Substrate
    ) {
        let roster = machines[group.roster]
        guard roster.waiting > 0 else { return }
        var slots = UpdateSlots(group.prepareLimit ?? .max, taken: roster.preparing)
        for (place, stage) in roster.order.marks.enumerated() where stage == .waiting {
            guard slots.give() else { return }
            var machine = roster.order.machines[place].object
            machine.spec.agentConfig = lcm.object.spec.agentConfig
            machine.assign(.prepare, of: lcm.object)
            substrate.update(
                machine, cluster: 0, note: Write.Note(LCMEntry.itemsAssigned.kind, substrate.text("prepare")))
        }
    }

    /// Gives free slots of a group to machines that are prepared, in their order: a machine waits for all of
    /// lower index, but not for its equals. `leaving` machines hold a slot and take no part any more.
    func admit(
        _ group: MachineGroup, leaving: Int, _ status: inout LCMClusterStatus,
        _ machines: inout MachineRosters, _ notes: inout [Write.Note]
    ) {
        let holders = machines[group.roster].places(of: status.machinesInUpdate)
        let order = machines[group.roster].order
        var slots = UpdateSlots(group.concurrency, taken: holders.count + leaving)
        for place in order.machines.indices where order.marks[place] != .done && !holders.contains(place) {
            let index = order.indices[place]
            guard slots.areOpen(to: index) else { return }
            guard order.marks[place] == .prepared else {
                slots.hold(index)
                continue
            }
            guard slots.give(to: index) else { return }
            let machine = order.machines[place]
            status.machinesInUpdate.append(machine.object.metadata.name)
            notes.append(Write.Note(LCMEntry.machineAdmitted.kind, machine.key.subject(cluster: 0)))
        }
    }
}

extension LCMMachine {
    /// Whether the machine has the items of a phase that its cluster wants.
    func isAssigned(_ phase: StateItemPhase, of lcm: LCMCluster) -> Bool {
        let wanted = lcm.spec.machineTypes.items(for: spec.type)
        var place = wanted.startIndex
        for index in spec.stateItems.indices
        where spec.stateItems[index].phase == phase && !spec.stateItems[index].isHostOS {
            while place < wanted.endIndex, wanted[place].phase != phase { place += 1 }
            guard place < wanted.endIndex, wanted[place].hash == spec.stateItems[index].hash else {
                return false
            }
            place += 1
        }
        while place < wanted.endIndex {
            if wanted[place].phase == phase { return false }
            place += 1
        }
        return true
    }

    /// Gives the machine the items of a phase that its cluster wants, in place of those that it has. Those of
    /// the host OS configuration are not the cluster's, and stay.
    mutating func assign(_ phase: StateItemPhase, of lcm: LCMCluster) {
        let wanted = lcm.spec.machineTypes.items(for: spec.type)
        var items: [StateItem] = []
        for each in [StateItemPhase.prepare, .deploy, .reconfigure] {
            items += (each == phase ? wanted : spec.stateItems).filter { $0.phase == each }
            if each == phase { items += spec.stateItems.filter { $0.phase == each && $0.isHostOS } }
        }
        spec.stateItems = items
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
