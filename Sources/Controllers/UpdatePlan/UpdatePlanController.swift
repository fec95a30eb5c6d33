import HardwareInterfaces
import Kubernetes
import Simulation

/// The controller of ClusterUpdatePlans: lets steps begin in order once they are commenced, and says how far
/// they are. Commencing the first step changes the release of the Cluster. Alerts may pause it.
///
/// Source: pages "ClusterUpdatePlan resource", "Granularly update a managed cluster".
public struct UpdatePlanController: Controller {
    public static let spec = ControllerSpec(
        .updatePlan, "update-plan-controller",
        watches: [
            .management(ClusterUpdatePlanSpec.kind), .management(ClusterSpec.kind),
            .management(LCMClusterSpec.kind), .management(LCMMachineSpec.kind),
            .management(HelmBundleSpec.kind), .mosk(ClusterWorkloadLockSpec.kind),
            .mosk(ClusterMaintenanceRequestSpec.kind), .management(UpdateAutoPauseSpec.kind),
        ])

    /// Without memory.
    public init() {}

    public func requests(
        for change: ObjectChange, _ last: inout LastMachineLeft, _ substrate: inout Substrate
    ) -> WorkKeys {
        switch change.key.kind {
        case ClusterUpdatePlanSpec.kind: return [change.work]
        case LCMMachineSpec.kind:
            // Only arrivals at Ready matter.
            guard let new = change.newBox(LCMMachine.self), new.object.status.state == .ready,
                change.oldBox(LCMMachine.self)?.object.status.state != .ready
                    || change.oldBox(LCMMachine.self)?.object.status.release != new.object.status.release
            else { return [] }
            return plans(change.key.namespace, new.object.spec.clusterName, &substrate)
        case UpdateAutoPauseSpec.kind:
            let cluster = substrate.kernel.names[change.key.name]
            return [change.work] + plans(change.key.namespace, cluster, &substrate)
        case ClusterSpec.kind, LCMClusterSpec.kind, HelmBundleSpec.kind:
            return plans(change.key.namespace, substrate.kernel.names[change.key.name], &substrate)
        default:
            let cluster = substrate.estate.clusters[Int(change.cluster)]
            return plans(cluster.namespace, substrate.kernel.names[cluster.name], &substrate)
        }
    }

    /// The plans of a cluster that were commenced and are not over.
    private func plans(_ namespace: NameID, _ cluster: String, _ substrate: inout Substrate) -> WorkKeys {
        let key = IndexKey("cluster", namespace: substrate.kernel.names[namespace], cluster)
        var keys: WorkKeys = []
        substrate.forEach(ClusterUpdatePlan.self, by: key, cluster: 0) { plan in
            if plan.object.status.status != .completed, plan.object.spec.steps.contains(where: \.commence) {
                keys.append(WorkKey(cluster: 0, object: plan.key))
            }
            return true
        }
        return keys
    }

    public func reconcile(_ work: WorkKey, _ last: inout LastMachineLeft, _ substrate: inout Substrate)
        -> ReconcileResult
    {
        if work.object.kind == UpdateAutoPauseSpec.kind { return reconcilePause(work, &substrate) }
        guard let box = substrate.box(ClusterUpdatePlan.self, work), !box.object.metadata.isDeleting,
            box.object.status.status != .completed
        else { return .settled }
        var plan = box.object
        let key = substrate.key(Cluster.self, plan.spec.cluster, namespace: plan.metadata.namespace)
        guard let cluster = substrate.get(Cluster.self, key, cluster: 0) else { return .settled }
        guard let first = plan.spec.steps.first,
            first.commence || cluster.spec.provider.release == plan.spec.target
        else { return .settled }
        if cluster.spec.provider.release != plan.spec.target {
            guard cluster.spec.provider.release == plan.spec.source else { return .settled }
            var changed = cluster
            changed.spec.provider.release = plan.spec.target
            substrate.update(
                changed, cluster: 0,
                note: Write.Note(LCMEntry.updateTriggered.kind, substrate.text(plan.spec.target)))
        }
        return advance(&plan, cluster, &last, &substrate)
    }
}
