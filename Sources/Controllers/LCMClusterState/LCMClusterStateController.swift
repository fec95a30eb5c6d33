import HardwareInterfaces
import Kubernetes
import Simulation

/// The part of the LCM controller that cordons and drains nodes, in Kubernetes and in Swarm.
///
/// Source: Mirantis/mcc-api pkg/apis/common/lcm/v1alpha1 (LCMClusterState); kubernetes kubectl/pkg/drain.
public struct LCMClusterStateController: StatelessController {
    public static let spec = ControllerSpec(
        .lcmClusterState, "lcm-cluster-state-controller", workers: 20, writesPerSecond: 50, burst: 100,
        watches: [
            .management(LCMClusterStateSpec.kind), .mosk(NodeSpec.kind, for: []),
            .mosk(PodSpec.kind, for: .deletion),
        ])

    /// Without memory.
    public init() {}

    public func requests(for change: ObjectChange, _ substrate: inout Substrate) -> WorkKeys {
        switch change.key.kind {
        case LCMClusterStateSpec.kind: return change.new == nil ? [] : [change.work]
        case PodSpec.kind:
            // A pod that has left lets a drain go on.
            guard change.new == nil else { return [] }
            let pod = change.box(Pod.self).object
            guard !pod.isDaemonPod, !pod.spec.nodeName.isEmpty else { return [] }
            let estate = substrate.estate.clusters[Int(change.cluster)]
            let name = LCMClusterStateType.cordonDrain.objectName(node: pod.spec.nodeName)
            let key = ObjectKey(
                kind: LCMClusterStateSpec.kind, namespace: estate.namespace,
                name: substrate.kernel.names.intern(name))
            return substrate.getKnown(key, cluster: 0, because: "only its key is used") == nil
                ? [] : [WorkKey(cluster: 0, object: key)]
        default: return []
        }
    }

    public func reconcile(_ work: WorkKey, _ substrate: inout Substrate) -> ReconcileResult {
        guard let state = substrate.get(LCMClusterState.self, work), state.status.value != state.spec.value
        else {
            return .settled
        }
        let name = substrate.kernel.names.intern(state.spec.clusterName)
        guard let mosk = substrate.estate.cluster(namespace: work.object.namespace, name: name) else {
            return .settled
        }
        switch state.spec.type {
        case .helmDeployed: return reached(state, &substrate)
        case .cordonDrain:
            return state.spec.value == "true"
                ? drain(state, mosk, &substrate) : uncordon(state, mosk, &substrate)
        case .swarmDrain: return swarm(state, mosk, &substrate)
        case .swarmRemove: return remove(state, mosk, &substrate)
        }
    }
}
