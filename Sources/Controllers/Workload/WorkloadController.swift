import HardwareInterfaces
import Kubernetes
import Simulation

/// The controllers of Deployments, StatefulSets and DaemonSets as far as the path of an update needs them:
/// they make the pods that are missing and drop those that are too many.
///
/// Source: Kubernetes documentation, "Workloads".
public struct WorkloadController: StatelessController {
    public static let spec = ControllerSpec(
        .workload, "workload-controller", workers: 5, writesPerSecond: 100, burst: 200,
        watches: [
            .mosk(DeploymentSpec.kind), .mosk(StatefulSetSpec.kind), .mosk(DaemonSetSpec.kind),
            .mosk(PodSpec.kind), .mosk(PersistentVolumeClaimSpec.kind), .mosk(NodeSpec.kind),
        ])

    /// Without memory.
    public init() {}

    public func requests(for change: ObjectChange, _ substrate: inout Substrate) -> [WorkKey] {
        switch change.key.kind {
        case DeploymentSpec.kind, StatefulSetSpec.kind, DaemonSetSpec.kind:
            if let old = change.old, let new = change.new,
                old.metadata.generation == new.metadata.generation
            {
                return []
            }
            return change.new == nil ? [] : [change.work]
        case PodSpec.kind:
            if let old = change.oldBox(Pod.self), let new = change.newBox(Pod.self),
                old.object.status.isReady == new.object.status.isReady,
                old.object.metadata.isDeleting == new.object.metadata.isDeleting
            {
                return []
            }
            let pod = change.box(Pod.self)
            // A daemon pod matters when it is gone only.
            guard let owner = pod.object.metadata.ownerReferences.first(where: { $0.controller ?? false }),
                owner.kind != "DaemonSet" || change.new == nil,
                let kind = substrate.kinds.find(apiVersion: owner.apiVersion, kind: owner.kind)
            else { return [] }
            let name = substrate.kernel.names.intern(owner.name)
            return [
                WorkKey(
                    cluster: change.cluster,
                    object: ObjectKey(kind: kind, namespace: change.key.namespace, name: name))
            ]
        case NodeSpec.kind:
            guard change.old == nil || change.new == nil else { return [] }
            return substrate.boxes(DaemonSet.self, cluster: change.cluster)
                .map { WorkKey(cluster: change.cluster, object: $0.key) }
        default: return []
        }
    }

    public func reconcile(_ work: WorkKey, _ substrate: inout Substrate) -> ReconcileResult {
        switch work.object.kind {
        case DeploymentSpec.kind: deployment(work, &substrate)
        case StatefulSetSpec.kind: statefulSet(work, &substrate)
        case DaemonSetSpec.kind: daemonSet(work, &substrate)
        default: .settled
        }
    }
}
