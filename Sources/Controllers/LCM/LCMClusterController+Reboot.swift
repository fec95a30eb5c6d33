import Kubernetes
import Simulation

/// Reboots of machines one after the other, without an update.
///
/// Source: page "GracefulRebootRequest resource" (cordon, drain, reboot and uncordon in the order of updates;
/// the cluster and its machines must be Ready); Mirantis/mcc-api
/// pkg/apis/kaas/v1alpha1/gracefulrebootrequest.go (the annotation). That cluster maintenance is asked for
/// too follows from the known issue of reboots that wait for the ClusterWorkloadLock of Ceph; that the
/// request goes when all is done is inferred.
extension LCMClusterController {
    /// The request for reboots that is to be served now: an update that is under way goes first, unless the
    /// reboots had begun before.
    func rebootRequest(
        _ lcm: Stored<LCMClusterSpec>, _ plan: Stored<ClusterUpdatePlanSpec>?, _ substrate: inout Substrate
    ) -> GracefulRebootRequest? {
        let key = substrate.key(
            GracefulRebootRequest.self, lcm.object.metadata.name, namespace: lcm.object.metadata.namespace)
        guard let request = substrate.get(GracefulRebootRequest.self, key, cluster: 0),
            !request.metadata.isDeleting
        else { return nil }
        guard plan?.object.isUnderWay ?? false else { return request }
        let index = IndexKey("cluster", namespace: lcm.object.metadata.namespace, lcm.object.metadata.name)
        let begun = substrate.first(LCMMachine.self, by: index, cluster: 0) { $0.object.isToReboot }
        return begun == nil ? nil : request
    }

    /// Marks the machines that are asked for, then lets them reboot.
    func rebootMachines(
        _ request: GracefulRebootRequest, _ lcm: LCMCluster, _ tally: MachineRosters.Tally,
        _ status: inout LCMClusterStatus, _ mosk: UInt8, _ substrate: inout Substrate,
        _ notes: inout [Write.Note]
    ) -> ReconcileResult {
        let index = IndexKey("cluster", namespace: lcm.metadata.namespace, lcm.metadata.name)
        let machines = substrate.boxes(LCMMachine.self, by: index, cluster: 0)
        // It is made when all machines are marked: from then on those that are not have rebooted.
        guard let maintenance = substrate.list(ClusterMaintenanceRequest.self, cluster: mosk).first else {
            return markMachines(request, machines, lcm, tally, mosk, &substrate)
        }
        for name in lcm.status.machinesInUpdate {
            let machine = machines.first { $0.object.metadata.name == name }
            if let machine, machine.object.isToReboot || !isFree(machine, lcm, mosk, &substrate) { continue }
            status.machinesInUpdate.removeAll { $0 == name }
            let key = substrate.key(LCMMachine.self, name, namespace: lcm.metadata.namespace)
            notes.append(Write.Note(LCMEntry.rebootReleased.kind, key.subject(cluster: 0)))
        }
        let left = machines.filter {
            $0.object.isToReboot && !$0.object.spec.disable && !$0.object.isLeaving
        }
        // Slots must have been given back before: nobody would look at them without the request.
        if left.isEmpty, lcm.status.machinesInUpdate.isEmpty {
            // The request goes first: without it the maintenance is withdrawn in any case.
            substrate.delete(request, cluster: 0, note: Write.Note(LCMEntry.rebootsCompleted.kind))
            substrate.delete(
                maintenance, cluster: mosk, note: Write.Note(LCMEntry.maintenanceEnded.kind))
            return .settled
        }
        let held = substrate.list(ClusterWorkloadLock.self, cluster: mosk).first {
            $0.status.state != .inactive
        }
        if let held {
            let holder = substrate.key(held).subject(cluster: mosk)
            return .blocked(
                on: holder, rule: WaitRule(.clusterLocked, held.status.state.rawValue), retry: nil)
        }
        admitReboots(left, machines, &status, &substrate, &notes)
        return .settled
    }

    private func markMachines(
        _ request: GracefulRebootRequest, _ machines: [Stored<LCMMachineSpec>], _ lcm: LCMCluster,
        _ tally: MachineRosters.Tally, _ mosk: UInt8, _ substrate: inout Substrate
    ) -> ReconcileResult {
        guard tally.ready + tally.disabled == tally.count, tally.isThere(lcm.spec.release),
            lcm.status.machinesInUpdate.isEmpty
        else {
            let holder = substrate.key(lcm).subject(cluster: 0)
            return .blocked(on: holder, rule: WaitRule(.machinesNotReady), retry: nil)
        }
        var count: Int64 = 0
        for machine in machines.map(\.object)
        where request.names(machine.metadata.name) && !machine.spec.disable && !machine.isLeaving {
            count += 1
            guard !machine.isToReboot else { continue }
            var machine = machine
            machine.metadata.annotations[Label.gracefulReboot] = "true"
            substrate.update(machine, cluster: 0)
        }
        var maintenance = ClusterMaintenanceRequest(metadata: ObjectMeta(name: lcm.metadata.name))
        maintenance.spec.release = lcm.spec.release
        substrate.create(
            maintenance, cluster: mosk,
            note: Write.Note(
                LCMEntry.rebootsRequested.kind, substrate.text(lcm.metadata.name), value: count))
        return .settled
    }

    /// Gives free slots in the order of updates: managers one by one, then workers group by group.
    private func admitReboots(
        _ left: [Stored<LCMMachineSpec>], _ machines: [Stored<LCMMachineSpec>],
        _ status: inout LCMClusterStatus, _ substrate: inout Substrate, _ notes: inout [Write.Note]
    ) {
        func admit(_ machine: Stored<LCMMachineSpec>) {
            status.machinesInUpdate.append(machine.object.metadata.name)
            notes.append(Write.Note(LCMEntry.rebootAdmitted.kind, machine.key.subject(cluster: 0)))
        }
        var order = UpdateOrder<Void>()
        for machine in left where !status.machinesInUpdate.contains(machine.object.metadata.name) {
            _ = order.insert(machine, ())
        }
        if left.contains(where: { $0.object.spec.type == .control }) {
            var slots = UpdateSlots(1, taken: status.machinesInUpdate.count)
            let manager = order.machines.first { $0.object.spec.type == .control }
            if let manager, slots.give() { admit(manager) }
            return
        }
        let lowest = left.map { substrate.group(of: $0.object)?.spec.index ?? 1 }.min() ?? 1
        for machine in order.machines {
            let group = substrate.group(of: machine.object)
            guard group?.spec.index ?? 1 == lowest else { continue }
            let name = machine.object.metadata.labels[Label.updateGroup]
            let holders = machines.count {
                $0.object.metadata.labels[Label.updateGroup] == name
                    && status.machinesInUpdate.contains($0.object.metadata.name)
            }
            let limit = Int(max(group?.spec.concurrentUpdates ?? 1, 1))
            var slots = UpdateSlots(limit, taken: holders)
            if slots.give() { admit(machine) }
        }
    }
}
