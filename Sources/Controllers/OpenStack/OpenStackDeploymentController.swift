import HardwareInterfaces
import Kubernetes
import Simulation

/// The OpenStack controller's side of the cluster: brings an OpenStackDeployment to what is wanted of it,
/// says how far it is and how healthy, and holds the lock on the cluster. Its locks on nodes are another's
/// (`OpenStackController`).
///
/// Source: Mirantis/rockoon rockoon/controllers/{openstackdeployment,health,maintenance}.py.
public struct OpenStackDeploymentController: Controller {
    public static let spec = ControllerSpec(
        .openStackDeployment, "openstack-controller-osdpl", workers: 4, writesPerSecond: 50, burst: 100,
        watches: [
            .management(HelmBundleSpec.kind), .mosk(OpenStackDeploymentSpec.kind),
            .mosk(OpenStackDeploymentStatusSpec.kind), .mosk(ClusterWorkloadLockSpec.kind),
            .mosk(ClusterMaintenanceRequestSpec.kind), .mosk(DeploymentSpec.kind),
            .mosk(StatefulSetSpec.kind), .mosk(DaemonSetSpec.kind), .mosk(JobSpec.kind),
        ])

    /// What it is called in its lock.
    static let name = MaintenanceProfile.openStack.name

    /// Just started.
    public init() {}

    public func requests(
        for change: ObjectChange, _ memory: inout OpenStackDeploymentMemory, _ substrate: inout Substrate
    ) -> WorkKeys {
        switch change.key.kind {
        case OpenStackDeploymentSpec.kind:
            if change.new == nil, let old = change.old { memory.forget(old.metadata.uid) }
            if let old = change.old, let new = change.new,
                old.metadata.generation == new.metadata.generation
            {
                return []
            }
            return [change.work] + locks(change.cluster, &substrate)
        case OpenStackDeploymentStatusSpec.kind:
            return everything(change.cluster, &substrate)
        case ClusterWorkloadLockSpec.kind:
            return change.box(ClusterWorkloadLock.self).object.spec.controllerName == Self.name
                ? [change.work] : []
        case ClusterMaintenanceRequestSpec.kind: return locks(change.cluster, &substrate)
        case DeploymentSpec.kind, StatefulSetSpec.kind, DaemonSetSpec.kind:
            let (old, new) = (
                change.old.flatMap(OpenStackComponent.isReady), change.new.flatMap(OpenStackComponent.isReady)
            )
            if old != new || !OpenStackComponent.isCalledAlike(change.old, change.new) {
                memory.noteWorkloads()
            }
            guard old != new, hasWorkloads(change.key.namespace, substrate) else { return [] }
            return everything(change.cluster, &substrate)
        case JobSpec.kind:
            guard hasWorkloads(change.key.namespace, substrate) else { return [] }
            let isOver = change.newBox(Job.self)?.object.status.isComplete
            guard change.oldBox(Job.self)?.object.status.isComplete != isOver else { return [] }
            return deployments(change.cluster, &substrate)
        case HelmBundleSpec.kind:
            let cluster = substrate.estate.cluster(namespace: change.key.namespace, name: change.key.name)
            return cluster.map { everything($0, &substrate) } ?? []
        default: return []
        }
    }

    public func reconcile(
        _ work: WorkKey, _ memory: inout OpenStackDeploymentMemory, _ substrate: inout Substrate
    ) -> ReconcileResult {
        switch work.object.kind {
        case OpenStackDeploymentSpec.kind: deployment(work, &memory, &substrate)
        case ClusterWorkloadLockSpec.kind: lock(work, &memory, &substrate)
        default: .settled
        }
    }

    /// The version of the controller itself, which is the release that has brought it.
    func ownRelease(_ cluster: UInt8, _ substrate: inout Substrate) -> String? {
        MaintenanceProtocol(profile: .openStack).ownRelease(cluster, &substrate)
    }

    /// Whether a service of the inventory has its workloads in a namespace.
    private func hasWorkloads(_ namespace: NameID, _ substrate: Substrate) -> Bool {
        let name = substrate.kernel.names[namespace]
        return substrate.estate.openStack?.services.contains { $0.namespace == name } ?? false
    }

    private func deployments(_ cluster: UInt8, _ substrate: inout Substrate) -> WorkKeys {
        WorkKeys(
            substrate.boxes(OpenStackDeployment.self, cluster: cluster)
                .map { WorkKey(cluster: cluster, object: $0.key) })
    }

    private func locks(_ cluster: UInt8, _ substrate: inout Substrate) -> WorkKeys {
        WorkKeys(
            substrate.boxes(ClusterWorkloadLock.self, cluster: cluster)
                .filter { $0.object.spec.controllerName == Self.name }
                .map { WorkKey(cluster: cluster, object: $0.key) })
    }

    private func everything(_ cluster: UInt8, _ substrate: inout Substrate) -> WorkKeys {
        deployments(cluster, &substrate) + locks(cluster, &substrate)
    }
}
