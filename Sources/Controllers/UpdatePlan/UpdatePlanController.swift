import HardwareInterfaces
import Kubernetes
import Simulation

/// The controller of ClusterUpdatePlans: lets steps begin in order once they are commenced, and says how far they
/// are. Commencing the first step changes the release of the Cluster.
///
/// Source: pages "ClusterUpdatePlan resource", "Granularly update a managed cluster".
public struct UpdatePlanController: Controller {
    public static let spec = ControllerSpec(
        .updatePlan,
        watches: [
            .management(ClusterUpdatePlanSpec.kind), .management(ClusterSpec.kind),
            .management(LCMClusterSpec.kind), .management(LCMMachineSpec.kind),
            .management(HelmBundleSpec.kind), .mosk(ClusterWorkloadLockSpec.kind),
            .mosk(ClusterMaintenanceRequestSpec.kind),
        ])

    /// Without memory.
    public init() {}

    public func requests(for change: ObjectChange, _ substrate: inout Substrate) -> [WorkKey] {
        let names = substrate.kernel.names
        switch change.key.kind {
        case ClusterUpdatePlanSpec.kind: return [change.work]
        case LCMMachineSpec.kind:
            // Only arrivals at Ready matter.
            guard let new = change.after(LCMMachine.self), new.status.state == .ready,
                change.before(LCMMachine.self)?.status.state != .ready
                    || change.before(LCMMachine.self)?.status.release != new.status.release
            else { return [] }
            return plans(names[change.key.namespace], new.spec.clusterName, &substrate)
        case ClusterSpec.kind, LCMClusterSpec.kind, HelmBundleSpec.kind:
            return plans(names[change.key.namespace], names[change.key.name], &substrate)
        default:
            let cluster = substrate.estate.clusters[Int(change.cluster)]
            return plans(names[cluster.namespace], names[cluster.name], &substrate)
        }
    }

    private func plans(_ namespace: String, _ cluster: String, _ substrate: inout Substrate) -> [WorkKey] {
        substrate.list(
            ClusterUpdatePlan.self, by: IndexKey("cluster", namespace: namespace, cluster), cluster: 0
        ).filter { $0.status.status != .completed && $0.spec.steps.contains(where: \.commence) }
            .map { WorkKey(cluster: 0, object: substrate.key($0)) }
    }

    public func reconcile(_ work: WorkKey, _ substrate: inout Substrate) -> ReconcileResult {
        guard var plan = substrate.get(ClusterUpdatePlan.self, work), !plan.metadata.isDeleting,
            plan.status.status != .completed
        else { return .settled }
        let key = substrate.key(Cluster.self, plan.spec.cluster, namespace: plan.metadata.namespace)
        guard let cluster = substrate.get(Cluster.self, key, cluster: 0) else { return .settled }
        guard let first = plan.spec.steps.first, first.commence || cluster.spec.provider.release == plan.spec.target
        else { return .settled }
        if cluster.spec.provider.release != plan.spec.target {
            guard cluster.spec.provider.release == plan.spec.source else { return .settled }
            var changed = cluster
            changed.spec.provider.release = plan.spec.target
            substrate.update(
                changed, cluster: 0,
                note: Write.Note(LCMEntry.updateTriggered.kind, substrate.text(plan.spec.target)))
        }
        return advance(&plan, cluster, &substrate)
    }
}
