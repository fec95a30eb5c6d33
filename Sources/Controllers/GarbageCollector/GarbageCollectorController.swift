import HardwareInterfaces
import Kubernetes
import Simulation

/// The garbage collector: deletes what has owners none of which exists any more, in the background.
///
/// Source: Kubernetes documentation, "Garbage Collection".
public struct GarbageCollectorController: StatelessController {
    public static let spec = ControllerSpec(
        .garbageCollector, "garbage-collector", workers: 20, writesPerSecond: 100, burst: 200,
        watches: [
            .management(MachineSpec.kind, for: .deletion), .management(ClusterSpec.kind, for: .deletion),
            .management(IpamHostSpec.kind, for: .deletion), .mosk(DeploymentSpec.kind, for: .deletion),
            .mosk(StatefulSetSpec.kind, for: .deletion), .mosk(DaemonSetSpec.kind, for: .deletion),
            .mosk(NodeSpec.kind, for: .deletion), .mosk(JobSpec.kind, for: .deletion),
            .mosk(CronJobSpec.kind, for: .deletion),
        ])

    /// Without memory.
    public init() {}

    public func requests(for change: ObjectChange, _ substrate: inout Substrate) -> WorkKeys {
        guard change.new == nil, let old = change.old else { return [] }
        let dependents = substrate.dependentsKnown(
            of: old.metadata.uid, cluster: change.cluster, because: "its graph of owners is no cache of kinds"
        )
        return WorkKeys(dependents.map { WorkKey(cluster: change.cluster, object: $0.key) })
    }

    public func reconcile(_ work: WorkKey, _ substrate: inout Substrate) -> ReconcileResult {
        guard
            let dependent = substrate.getLive(
                work.object, cluster: work.cluster, because: "the garbage collector asks before it deletes")
        else { return .settled }
        let metadata = dependent.metadata
        guard !metadata.ownerReferences.isEmpty, !metadata.isDeleting else { return .settled }
        for owner in metadata.ownerReferences {
            guard let kind = substrate.kinds.find(apiVersion: owner.apiVersion, kind: owner.kind) else {
                // An owner of a kind that is not known here can't be shown to be gone.
                return .settled
            }
            let namespace =
                substrate.kinds.info(kind).isNamespaced ? work.object.namespace : NameID.empty
            let key = ObjectKey(
                kind: kind, namespace: namespace, name: substrate.kernel.names.intern(owner.name))
            let found = substrate.getLive(
                key, cluster: work.cluster, because: "the garbage collector asks before it deletes")
            if found?.metadata.uid == owner.uid { return .settled }
        }
        substrate.delete(dependent, cluster: work.cluster)
        return .settled
    }
}
