import HardwareInterfaces
public import Kubernetes
import Simulation

/// The Machine controller of the bare-metal provider: makes the LCMMachine and the service account of a
/// Machine, keeps its place in the order of updates and its group in step, and says how it is.
///
/// Source: page "Machine"; Mirantis/mcc-api pkg/apis/kaas/v1alpha1/machine.go.
public struct MachineController: StatelessController {
    public static let spec = ControllerSpec(
        .machine, "machine-controller", workers: 10, writesPerSecond: 50, burst: 100,
        watches: [
            .management(MachineSpec.kind), .management(LCMMachineSpec.kind),
            .management(ServiceAccountSpec.kind),
        ])

    /// Without memory.
    public init() {}

    public func requests(for change: ObjectChange, _ substrate: inout Substrate) -> [WorkKey] {
        switch change.key.kind {
        case MachineSpec.kind: return [change.work]
        case LCMMachineSpec.kind:
            if let old = change.oldBox(LCMMachine.self), let new = change.newBox(LCMMachine.self),
                old.object.status.state == new.object.status.state,
                old.object.status.hostInfo.rebootRequired == new.object.status.hostInfo.rebootRequired
            {
                return []
            }
            let key = ObjectKey(
                kind: MachineSpec.kind, namespace: change.key.namespace, name: change.key.name)
            return [WorkKey(cluster: 0, object: key)]
        default: return []
        }
    }

    public func reconcile(_ work: WorkKey, _ substrate: inout Substrate) -> ReconcileResult {
        guard let machine = substrate.get(Machine.self, work), !machine.metadata.isDeleting else {
            return .settled
        }
        let namespace = machine.metadata.namespace
        let accountKey = substrate.key(ServiceAccount.self, machine.metadata.name, namespace: namespace)
        if substrate.get(ServiceAccount.self, accountKey, cluster: 0) == nil {
            var account = ServiceAccount(
                metadata: ObjectMeta(name: machine.metadata.name, namespace: namespace))
            account.metadata.ownerReferences = [OwnerReference(controlling: machine)]
            substrate.create(account, cluster: 0)
        }
        let key = substrate.key(LCMMachine.self, machine.metadata.name, namespace: namespace)
        guard var lcm = substrate.get(LCMMachine.self, key, cluster: 0) else { return .settled }
        let before = lcm.metadata
        let group = machine.metadata.labels[Label.updateGroup]
        lcm.metadata.labels[Label.updateGroup] = lcm.spec.type == .worker ? group ?? lcm.defaultGroup : nil
        let index = machine.spec.provider.upgradeIndex ?? machine.status.providerStatus.upgradeIndex
        if index > 0 { lcm.metadata.annotations[Label.index] = String(index) }
        if lcm.metadata != before { substrate.update(lcm, cluster: 0) }
        report(machine, lcm, index: index, &substrate)
        return .settled
    }

    private func report(_ machine: Machine, _ lcm: LCMMachine, index: Int64, _ substrate: inout Substrate) {
        var status = machine.status.providerStatus
        status.status = lcm.status.state.rawValue
        status.ready = lcm.status.state == .ready
        status.upgradeIndex = index
        status.reboot.required = lcm.status.hostInfo.rebootRequired
        status.reboot.reason = status.reboot.required ? "installed packages need a reboot" : ""
        guard status != machine.status.providerStatus else { return }
        var machine = machine
        machine.status.providerStatus = status
        substrate.updateStatus(machine, cluster: 0)
    }
}

extension LCMMachine {
    /// The group of workers that name none.
    public var defaultGroup: String { "\(spec.clusterName)-default" }
}

extension OwnerReference {
    /// A reference to the one owner that manages an object.
    public init<Spec>(controlling owner: Resource<Spec>) {
        self.init()
        apiVersion = Spec.info.apiVersion
        kind = Spec.info.kind
        name = owner.metadata.name
        uid = owner.metadata.uid
        controller = true
    }
}
