import HardwareInterfaces
import Kubernetes
import Simulation

/// The part of the LCM controller that looks at a cluster as a whole: asks for maintenance, lets machines
/// prepare, and gives them the slots of the update in their order.
///
/// Source: pages "LCM Controller", "Cluster update flow", "Change the upgrade order of a machine", "Create
/// update groups for worker machines".
public struct LCMClusterController: Controller {
    public static let spec = ControllerSpec(
        .lcmCluster, "lcm-cluster-controller",
        watches: [
            .management(LCMClusterSpec.kind), .management(LCMMachineSpec.kind),
            .management(ClusterUpdatePlanSpec.kind), .management(UpdateGroupSpec.kind),
            .management(LCMClusterStateSpec.kind), .mosk(ClusterMaintenanceRequestSpec.kind),
            .mosk(NodeMaintenanceRequestSpec.kind), .management(GracefulRebootRequestSpec.kind),
            .mosk(ClusterWorkloadLockSpec.kind),
        ])

    /// Without memory.
    public init() {}

    public func requests(
        for change: ObjectChange, _ machines: inout MachineRosters, _ substrate: inout Substrate
    ) -> WorkKeys {
        func cluster(_ namespace: NameID, _ name: String) -> WorkKeys {
            let name = substrate.kernel.names.intern(name)
            return [
                WorkKey(
                    cluster: 0, object: ObjectKey(kind: LCMClusterSpec.kind, namespace: namespace, name: name)
                )
            ]
        }
        let namespace = change.key.namespace
        switch change.key.kind {
        case LCMClusterSpec.kind: return [change.work]
        case LCMMachineSpec.kind:
            // A machine matters when its state, its release or its agent has changed, or its downloads are
            // done: the state that says so may never be seen.
            machines.take(change)
            if let old = change.oldBox(LCMMachine.self), let new = change.newBox(LCMMachine.self),
                old.object.status.state == new.object.status.state,
                old.object.status.release == new.object.status.release,
                old.object.status.agentVersion == new.object.status.agentVersion,
                old.object.spec.release == new.object.spec.release,
                old.object.spec.disable == new.object.spec.disable,
                old.object.isLeaving == new.object.isLeaving,
                old.object.isToReboot == new.object.isToReboot,
                old.object.isPrepared == new.object.isPrepared
            {
                return []
            }
            return cluster(namespace, change.box(LCMMachine.self).object.spec.clusterName)
        case GracefulRebootRequestSpec.kind:
            return cluster(namespace, substrate.kernel.names[change.key.name])
        case ClusterWorkloadLockSpec.kind:
            // Reboots wait for the locks; updates have steps for them.
            guard change.box(ClusterWorkloadLock.self).object.status.state == .inactive else { return [] }
            let estate = substrate.estate.clusters[Int(change.cluster)]
            let key = ObjectKey(
                kind: GracefulRebootRequestSpec.kind, namespace: estate.namespace, name: estate.name)
            return substrate.getKnown(key, cluster: 0, because: "only its key is used") == nil
                ? [] : cluster(estate.namespace, substrate.kernel.names[estate.name])
        case ClusterUpdatePlanSpec.kind:
            return cluster(namespace, change.box(ClusterUpdatePlan.self).object.spec.cluster)
        case UpdateGroupSpec.kind:
            return change.box(UpdateGroup.self).object.metadata.labels[Label.clusterName]
                .map { cluster(namespace, $0) } ?? []
        case LCMClusterStateSpec.kind:
            // A drain state that is gone gives a slot back.
            guard change.new == nil else { return [] }
            return cluster(namespace, change.box(LCMClusterState.self).object.spec.clusterName)
        default:
            let estate = substrate.estate.clusters[Int(change.cluster)]
            if change.key.kind == NodeMaintenanceRequestSpec.kind, change.new != nil { return [] }
            return cluster(estate.namespace, substrate.kernel.names[estate.name])
        }
    }

    public func reconcile(_ work: WorkKey, _ machines: inout MachineRosters, _ substrate: inout Substrate)
        -> ReconcileResult
    {
        guard let box = substrate.box(LCMCluster.self, work), !box.object.metadata.isDeleting,
            let mosk = substrate.estate.cluster(namespace: work.object.namespace, name: work.object.name)
        else { return .settled }
        var status = box.object.status
        let tally = machines.tally(work.object.namespace, cluster: box.object.metadata.name)
        status.requestedNodes = tally.count
        status.readyNodes = tally.ready
        status.disabledNodes = tally.disabled
        var notes: [Write.Note] = []
        if status.machinesInUpdate.isEmpty, tally.count > 0, status.release != box.object.spec.release,
            tally.isThere(box.object.spec.release)
        {
            status.release = box.object.spec.release
            status.components = box.object.spec.components
            notes.append(Write.Note(LCMEntry.releaseReached.kind, substrate.text(box.object.spec.release)))
        }
        if tally.hasNew {
            let newcomers = machines.newcomers(work.object.namespace, cluster: box.object.metadata.name)
            deploy(newcomers, box.object, hasManager: tally.managers > 0, &substrate)
        }
        let plan = plan(of: box, &substrate)
        var result = ReconcileResult.settled
        if let request = rebootRequest(box, plan, &substrate) {
            result = rebootMachines(request, box.object, tally, &status, mosk, &substrate, &notes)
        } else {
            maintain(box, plan, mosk, &substrate)
            update(box, plan, &status, mosk, &machines, &substrate, &notes)
        }
        if status != box.object.status {
            var changed = box.object
            changed.status = status
            substrate.updateStatus(changed, cluster: 0, note: notes.first, details: Array(notes.dropFirst()))
        }
        return result
    }
    /// Takes back slots of the update and gives free ones, while it is under way.
    private func update(
        _ box: Stored<LCMClusterSpec>, _ plan: Stored<ClusterUpdatePlanSpec>?,
        _ status: inout LCMClusterStatus, _ mosk: UInt8, _ machines: inout MachineRosters,
        _ substrate: inout Substrate, _ notes: inout [Write.Note]
    ) {
        guard let plan, plan.object.isUnderWay else { return }
        let groups = activeGroups(box, plan.object, &machines, &substrate)
        releaseSlots(box, groups, &status, mosk, &machines, &substrate, &notes)
        for group in groups {
            prepare(group, box, machines, &substrate)
            // No roster has a machine that leaves: who holds a slot and is in none needs a look.
            let holders = status.machinesInUpdate
            var found = 0
            for each in groups { found += machines[each.roster].places(of: holders).count }
            let leaving =
                found == holders.count
                ? 0 : holders.count { isLeaving($0, group, box.object.metadata.namespace, &substrate) }
            admit(group, leaving: leaving, &status, &machines, &notes)
        }
    }

    /// Whether a machine of a group is disabled or on its way out of the cluster.
    private func isLeaving(
        _ name: String, _ group: MachineGroup, _ namespace: String, _ substrate: inout Substrate
    ) -> Bool {
        let key = substrate.key(LCMMachine.self, name, namespace: namespace)
        guard let machine = substrate.box(LCMMachine.self, key, cluster: 0),
            machine.object.spec.disable || machine.object.isLeaving
        else { return false }
        return machine.object.spec.type == .control
            ? group.name == nil : machine.object.metadata.labels[Label.updateGroup] == group.name
    }
}
