import HardwareInterfaces
import Kubernetes
import Simulation

/// The part of the LCM controller that takes one machine through its update: maintenance, locks, drains,
/// items, reboot, and back.
///
/// Source: pages "Cluster update flow", "Node maintenance API objects"; Mirantis/mcc-api
/// pkg/apis/common/lcm/v1alpha1/lcmstatus_types.go (the stages; their order is inferred).
public struct LCMMachineController: StatelessController {
    public static let spec = ControllerSpec(
        .lcmMachine, "lcm-machine-controller", workers: 10, writesPerSecond: 50, burst: 100,
        watches: [
            .management(LCMMachineSpec.kind), .management(LCMClusterSpec.kind),
            .management(UpdateGroupSpec.kind, for: []),
            .management(LCMClusterStateSpec.kind), .mosk(NodeMaintenanceRequestSpec.kind),
            .mosk(NodeWorkloadLockSpec.kind), .mosk(NodeSpec.kind), .mosk(NodeDeletionRequestSpec.kind),
            .mosk(NodeDisableNotificationSpec.kind),
        ])

    /// Without memory.
    public init() {}

    public func requests(for change: ObjectChange, _ substrate: inout Substrate) -> WorkKeys {
        func machine(_ namespace: NameID, _ name: String) -> WorkKey {
            let name = substrate.kernel.names.intern(name)
            return WorkKey(
                cluster: 0, object: ObjectKey(kind: LCMMachineSpec.kind, namespace: namespace, name: name))
        }
        switch change.key.kind {
        case LCMMachineSpec.kind: return [change.work]
        case LCMClusterSpec.kind:
            let old = change.oldBox(LCMCluster.self)?.object.status.machinesInUpdate ?? []
            let new = change.newBox(LCMCluster.self)?.object.status.machinesInUpdate ?? []
            let moved = new.filter { !old.contains($0) } + old.filter { !new.contains($0) }
            return WorkKeys(moved.map { machine(change.key.namespace, $0) })
        case UpdateGroupSpec.kind: return []
        case LCMClusterStateSpec.kind:
            return [machine(change.key.namespace, change.box(LCMClusterState.self).object.spec.arg)]
        default:
            let namespace = substrate.estate.clusters[Int(change.cluster)].namespace
            switch change.key.kind {
            case NodeMaintenanceRequestSpec.kind:
                return [machine(namespace, change.box(NodeMaintenanceRequest.self).object.spec.nodeName)]
            case NodeWorkloadLockSpec.kind:
                return [machine(namespace, change.box(NodeWorkloadLock.self).object.spec.nodeName)]
            case NodeDeletionRequestSpec.kind:
                return [machine(namespace, change.box(NodeDeletionRequest.self).object.spec.nodeName)]
            case NodeDisableNotificationSpec.kind:
                return [machine(namespace, change.box(NodeDisableNotification.self).object.spec.nodeName)]
            default:
                guard change.isReadinessChanged else { return [] }
                return [machine(namespace, change.box(Node.self).object.metadata.name)]
            }
        }
    }

    public func reconcile(_ work: WorkKey, _ substrate: inout Substrate) -> ReconcileResult {
        guard let box = substrate.box(LCMMachine.self, work) else { return .settled }
        if box.object.metadata.isDeleting { return remove(box, &substrate) }
        let state = box.computedState()
        if state != box.object.status.state {
            var machine = box.object
            machine.status.state.enter(state)
            let note = Write.Note(LCMEntry.machineState.kind, substrate.text(state.rawValue))
            substrate.updateStatus(machine, cluster: 0, note: note)
            return .settled
        }
        let clusterKey = substrate.key(
            LCMCluster.self, box.object.spec.clusterName, namespace: box.object.metadata.namespace)
        guard let lcm = substrate.box(LCMCluster.self, clusterKey, cluster: 0),
            let mosk = substrate.estate.cluster(namespace: clusterKey.namespace, name: clusterKey.name)
        else { return .settled }
        var update = MachineUpdate(box: box, wanted: lcm, group: nil, cluster: mosk)
        if box.object.spec.prepareDeletion || box.object.status.prepareDeletionPhase != .none {
            return prepareDeletion(update, &substrate)
        }
        if box.object.spec.disable { return disable(update, &substrate) }
        welcomeBack(update, &substrate)
        guard update.holdsSlot else { return .settled }
        let group = substrate.group(of: box.object)
        update.group = group
        if box.object.isToReboot { return rebootGracefully(update, &substrate) }
        if box.object.spec.release != lcm.object.spec.release { return takeOut(update, &substrate) }
        if box.object.status.release != lcm.object.spec.release || !box.progress.isDone(.deploy) {
            return silentNode(update, &substrate) ?? .settled
        }
        if box.object.needsReboot(lcm.object, group) { return reboot(update, &substrate) }
        return putBack(update, &substrate)
    }
}
