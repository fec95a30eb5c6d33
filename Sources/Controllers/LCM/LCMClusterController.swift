import HardwareInterfaces
import Kubernetes
import Simulation

/// The part of the LCM controller that looks at a cluster as a whole: asks for maintenance, lets machines prepare,
/// and gives them the slots of the update in their order.
///
/// Source: pages "LCM Controller", "Cluster update flow", "Change the upgrade order of a machine", "Create update
/// groups for worker machines".
public struct LCMClusterController: Controller {
    public static let spec = ControllerSpec(
        .lcmCluster,
        watches: [
            .management(LCMClusterSpec.kind), .management(LCMMachineSpec.kind),
            .management(ClusterUpdatePlanSpec.kind), .management(UpdateGroupSpec.kind),
            .management(LCMClusterStateSpec.kind), .mosk(ClusterMaintenanceRequestSpec.kind),
            .mosk(NodeMaintenanceRequestSpec.kind),
        ])

    /// Without memory.
    public init() {}

    public func requests(for change: ObjectChange, _ substrate: inout Substrate) -> [WorkKey] {
        func cluster(_ namespace: NameID, _ name: String) -> [WorkKey] {
            let name = substrate.kernel.names.intern(name)
            return [
                WorkKey(cluster: 0, object: ObjectKey(kind: LCMClusterSpec.kind, namespace: namespace, name: name))
            ]
        }
        let namespace = change.key.namespace
        switch change.key.kind {
        case LCMClusterSpec.kind: return [change.work]
        case LCMMachineSpec.kind:
            // A machine matters when its state, its release or its agent has changed.
            let machine = change.newest(LCMMachine.self)
            if let old = change.before(LCMMachine.self), let new = change.after(LCMMachine.self),
                old.status.state == new.status.state, old.status.release == new.status.release,
                old.status.agentVersion == new.status.agentVersion,
                old.spec.release == new.spec.release
            {
                return []
            }
            return cluster(namespace, machine.spec.clusterName)
        case ClusterUpdatePlanSpec.kind:
            return cluster(namespace, change.newest(ClusterUpdatePlan.self).spec.cluster)
        case UpdateGroupSpec.kind:
            return change.newest(UpdateGroup.self).metadata.labels[Label.clusterName]
                .map { cluster(namespace, $0) } ?? []
        case LCMClusterStateSpec.kind:
            // A drain state that is gone gives a slot back.
            guard change.new == nil else { return [] }
            return cluster(namespace, change.newest(LCMClusterState.self).spec.clusterName)
        default:
            let estate = substrate.estate.clusters[Int(change.cluster)]
            if change.key.kind == NodeMaintenanceRequestSpec.kind, change.new != nil { return [] }
            return cluster(estate.namespace, substrate.kernel.names[estate.name])
        }
    }

    public func reconcile(_ work: WorkKey, _ substrate: inout Substrate) -> ReconcileResult {
        guard var lcm = substrate.get(LCMCluster.self, work), !lcm.metadata.isDeleting,
            let mosk = substrate.estate.cluster(namespace: work.object.namespace, name: work.object.name)
        else { return .settled }
        let before = lcm.status
        let machines = LCMMachines(lcm, substrate)
        lcm.status.requestedNodes = machines.count
        lcm.status.readyNodes = machines.ready
        var notes: [Write.Note] = []
        if machines.isThere, lcm.status.machinesInUpdate.isEmpty, lcm.status.release != lcm.spec.release {
            lcm.status.release = lcm.spec.release
            lcm.status.components = lcm.spec.components
            notes.append(Write.Note(LCMEntry.releaseReached.kind, substrate.text(lcm.spec.release)))
        }
        let plan = plan(of: lcm, &substrate)
        maintain(lcm, plan, mosk, &substrate)
        if let plan, plan.status.status == .inProgress {
            releaseSlots(&lcm, mosk, &substrate, &notes)
            for group in activeGroups(lcm, plan, &substrate) {
                prepare(group, lcm, &substrate)
                admit(group, &lcm, &substrate, &notes)
            }
        }
        if lcm.status != before {
            substrate.updateStatus(lcm, cluster: 0, note: notes.first, details: Array(notes.dropFirst()))
        }
        return .settled
    }
}
