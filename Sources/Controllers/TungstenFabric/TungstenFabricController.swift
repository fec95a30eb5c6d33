import HardwareInterfaces
import Kubernetes
import Simulation

/// The OpenSDN (Tungsten Fabric) operator: brings its workloads to its release and holds its locks. It runs
/// where nodes have vRouters. Where its pods are not looked at, a table of durations stands for the work
/// behind the locks.
///
/// Source: MOSK documentation, "OpenSDN Kubernetes Controller maintenance API".
public struct TungstenFabricController: Controller {
    public static let spec = ControllerSpec(
        .tungstenFabric, "tungstenfabric-operator",
        watches: MaintenanceProtocol.watches + [
            .mosk(PodSpec.kind), .mosk(DaemonSetSpec.kind), .mosk(StatefulSetSpec.kind),
            .mosk(DeploymentSpec.kind),
        ])

    /// The namespace of its workloads. Source: MOSK documentation, "Track OpenSDN node maintenance progress".
    static let namespace = "tf"

    let maintenance = MaintenanceProtocol(profile: .tungstenFabric)

    /// Nothing was read yet.
    public init() {}

    public func requests(
        for change: ObjectChange, _ memory: inout TungstenFabricMemory, _ substrate: inout Substrate
    ) -> WorkKeys {
        switch change.key.kind {
        case PodSpec.kind:
            guard isOwn(change, substrate) else { return [] }
            let pod = change.box(Pod.self)
            guard !pod.object.spec.nodeName.isEmpty,
                change.oldBox(Pod.self)?.object.isUp != change.newBox(Pod.self)?.object.isUp
            else { return [] }
            // Who is not Ready stands before nobody.
            return maintenance.nodeLock(pod.object.spec.nodeName, change.cluster, &substrate)
                + maintenance.deferred(change.cluster, &substrate)
        case DaemonSetSpec.kind, StatefulSetSpec.kind, DeploymentSpec.kind:
            guard isOwn(change, substrate),
                change.old.map(Self.isReady) != change.new.map(Self.isReady)
            else { return [] }
            return maintenance.clusterLocks(change.cluster, &substrate)
        default:
            let work = maintenance.requests(for: change, &substrate)
            // The lock of a node that is gone, or of a disabled machine, holds no other.
            let isFreed = change.key.kind == NodeWorkloadLockSpec.kind && change.new == nil
            guard isFreed || change.key.kind == NodeDisableNotificationSpec.kind, !work.isEmpty else {
                return work
            }
            return work + maintenance.deferred(change.cluster, &substrate)
        }
    }

    public func reconcile(
        _ work: WorkKey, _ memory: inout TungstenFabricMemory, _ substrate: inout Substrate
    ) -> ReconcileResult {
        guard isModelled(substrate) else { return maintenance.reconcile(work, &memory.lines, &substrate) }
        switch work.object.kind {
        case ClusterWorkloadLockSpec.kind: return cluster(work, &memory, &substrate)
        case NodeWorkloadLockSpec.kind: return node(work, &substrate)
        default: return .settled
        }
    }

    /// Whether its pods are looked at.
    private func isModelled(_ substrate: borrowing Substrate) -> Bool {
        substrate.estate.openStack.map { !$0.openSDN.isEmpty } ?? false
    }

    /// Whether something changes of its own workloads, and that is looked at.
    private func isOwn(_ change: ObjectChange, _ substrate: borrowing Substrate) -> Bool {
        isModelled(substrate) && substrate.kernel.names[change.key.namespace] == Self.namespace
    }
}

extension Pod {
    /// Whether all its containers are Ready, and stay.
    fileprivate var isUp: Bool { status.isReady && !metadata.isDeleting }
}
