import HardwareInterfaces
import Kubernetes
import Simulation

/// The OpenStack controller, Rockoon: its locks on nodes, and what stands behind them where instances are
/// known; where they are not, a table of durations stands in. Its lock on the cluster is its own too, by such
/// a table, unless OpenStack is modelled: then `OpenStackDeploymentController` has it.
///
/// Source: Mirantis/rockoon rockoon/controllers/maintenance.py and node.py.
public struct OpenStackController: Controller {
    public static let spec = ControllerSpec(
        .openStack, "openstack-controller", watches: MaintenanceProtocol.watches)

    private let maintenance = MaintenanceProtocol(profile: .openStack)

    /// Just started.
    public init() {}

    public func requests(
        for change: ObjectChange, _ memory: inout OpenStackMemory, _ substrate: inout Substrate
    ) -> WorkKeys {
        guard substrate.estate.knowsInstances else {
            return maintenance.requests(for: change, &substrate)
        }
        switch change.key.kind {
        // What is deferred is tried again by itself: nothing wakes it.
        case NodeWorkloadLockSpec.kind:
            return change.box(NodeWorkloadLock.self).object.spec.controllerName == maintenance.profile.name
                ? [change.work] : []
        case NodeSpec.kind:
            var keys = maintenance.requests(for: change, &substrate)
            if let old = change.oldBox(Node.self), let new = change.newBox(Node.self),
                OpenStackRole.isAny(of: old.object.metadata.labels)
                    != OpenStackRole.isAny(of: new.object.metadata.labels)
            {
                let name = new.object.metadata.name
                keys.append(maintenance.lockKey(on: name, change.cluster, &substrate))
            }
            // One that is Ready again, or gone, may fail once more: what was done about it is over.
            return change.isReadinessChanged ? keys + [change.work] : keys
        default: return maintenance.requests(for: change, &substrate)
        }
    }

    public func reconcile(
        _ work: WorkKey, _ memory: inout OpenStackMemory, _ substrate: inout Substrate
    ) -> ReconcileResult {
        guard substrate.estate.knowsInstances, work.object.kind != ClusterWorkloadLockSpec.kind else {
            return maintenance.reconcile(work, &memory.lines, &substrate)
        }
        var side = OpenStackNodeSide(
            maintenance: maintenance, settings: substrate.estate.openStackSettings, work: work,
            pass: memory.take(work))
        let result = side.reconcile(&substrate)
        memory.keep(side.pass, of: work)
        return result
    }
}
