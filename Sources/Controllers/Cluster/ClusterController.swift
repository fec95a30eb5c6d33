import HardwareInterfaces
import Kubernetes
import Simulation

/// The Cluster controller of the bare-metal provider: makes the LCMCluster, the HelmBundle, the update
/// groups, the scope and the update plans of a Cluster, and its status.
///
/// Source: page "Bare metal provider"; Mirantis/mcc-api pkg/apis/kaas/v1alpha1/cluster.go.
public struct ClusterController: Controller {
    public static let spec = ControllerSpec(
        .cluster, "cluster-controller", workers: 4,
        watches: [
            .management(ClusterSpec.kind), .management(ClusterReleaseSpec.kind),
            .management(LCMClusterSpec.kind),
            .management(HelmBundleSpec.kind), .management(UpdateGroupSpec.kind),
            .management(ClusterUpdatePlanSpec.kind), .management(ScopeSpec.kind),
        ])

    /// Without memory.
    public init() {}

    public func requests(
        for change: ObjectChange, _ memory: inout ClusterInputs, _ substrate: inout Substrate
    ) -> WorkKeys {
        let namespace = change.key.namespace
        func cluster(_ name: NameID) -> WorkKey {
            WorkKey(cluster: 0, object: ObjectKey(kind: ClusterSpec.kind, namespace: namespace, name: name))
        }
        switch change.key.kind {
        case ClusterSpec.kind: return [change.work]
        case LCMClusterSpec.kind, HelmBundleSpec.kind, ScopeSpec.kind: return [cluster(change.key.name)]
        case UpdateGroupSpec.kind:
            let label = change.box(UpdateGroup.self).object.metadata.labels[Label.clusterName]
            return label.map { [cluster(substrate.kernel.names.intern($0))] } ?? []
        case ClusterUpdatePlanSpec.kind:
            return [
                cluster(substrate.kernel.names.intern(change.box(ClusterUpdatePlan.self).object.spec.cluster))
            ]
        default:
            return WorkKeys(
                substrate.boxes(Cluster.self, cluster: 0).map { WorkKey(cluster: 0, object: $0.key) })
        }
    }

    public func reconcile(_ work: WorkKey, _ inOrder: inout ClusterInputs, _ substrate: inout Substrate)
        -> ReconcileResult
    {
        guard let box = substrate.box(Cluster.self, work), !box.object.isManagement,
            !box.object.metadata.isDeleting
        else { return .settled }
        let cluster = box.object
        let name = cluster.spec.provider.release
        guard
            let release = substrate.box(
                ClusterRelease.self, substrate.key(ClusterRelease.self, name), cluster: 0)
        else {
            let key = substrate.key(ClusterRelease.self, name)
            return .blocked(
                on: key.subject(cluster: 0), rule: WaitRule(.releaseMissing), retry: nil)
        }
        reconcileScope(cluster, &substrate)
        reconcileGroups(cluster, &substrate)
        reconcilePlans(cluster, &substrate)
        let lcm = reconcileLCMCluster(box, release, &inOrder, &substrate)
        let bundle = reconcileHelmBundle(box, release, lcm, &inOrder, &substrate)
        reconcileStatus(cluster, release, lcm: lcm, bundle: bundle, &substrate)
        return .settled
    }
}
