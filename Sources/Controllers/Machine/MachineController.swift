import HardwareInterfaces
public import Kubernetes
import Simulation

/// The Machine controller of the bare-metal provider: makes the LCMMachine and the service account of a
/// Machine, gives it a host, keeps its place in the order of updates and its group in step, and says how it
/// is.
///
/// Source: page "Machine"; Mirantis/mcc-api pkg/apis/kaas/v1alpha1/machine.go.
public struct MachineController: StatelessController {
    public static let spec = ControllerSpec(
        .machine, "machine-controller", workers: 10, writesPerSecond: 50, burst: 100,
        watches: [
            .management(MachineSpec.kind), .management(LCMMachineSpec.kind),
            .management(ServiceAccountSpec.kind), .management(LCMClusterSpec.kind),
            .management(BareMetalHostSpec.kind), .management(IpamHostSpec.kind),
        ])

    /// Without memory.
    public init() {}

    public func requests(for change: ObjectChange, _ substrate: inout Substrate) -> [WorkKey] {
        switch change.key.kind {
        case MachineSpec.kind: return [change.work]
        case LCMClusterSpec.kind:
            // A cluster that begins has machines that wait for it.
            guard change.old == nil, substrate.kernel.now > .zero else { return [] }
            let lcm = change.box(LCMCluster.self).object.metadata
            return substrate.boxes(
                Machine.self, by: IndexKey("cluster", namespace: lcm.namespace, lcm.name), cluster: 0
            ).map { WorkKey(cluster: 0, object: $0.key) }
        case BareMetalHostSpec.kind:
            if let new = change.newBox(BareMetalHost.self)?.object, new.isFree {
                return waiting(for: new, since: change.oldBox(BareMetalHost.self)?.object, &substrate)
            }
            guard let old = change.oldBox(BareMetalHost.self), let new = change.newBox(BareMetalHost.self),
                old.object.status.provisioning.state != new.object.status.provisioning.state,
                let consumer = new.object.spec.consumerRef
            else { return [] }
            let name = substrate.kernel.names.intern(consumer.name)
            let key = ObjectKey(kind: MachineSpec.kind, namespace: change.key.namespace, name: name)
            return [WorkKey(cluster: 0, object: key)]
        case IpamHostSpec.kind:
            guard substrate.kernel.now > .zero, let new = change.newBox(IpamHost.self),
                change.oldBox(IpamHost.self)?.object.status != new.object.status
            else { return [] }
            let key = ObjectKey(
                kind: MachineSpec.kind, namespace: change.key.namespace, name: change.key.name)
            return [WorkKey(cluster: 0, object: key)]
        case LCMMachineSpec.kind:
            if let old = change.oldBox(LCMMachine.self), let new = change.newBox(LCMMachine.self),
                old.object.status.state == new.object.status.state,
                old.object.status.hostInfo.rebootRequired == new.object.status.hostInfo.rebootRequired,
                old.object.status.addresses == new.object.status.addresses,
                old.object.status.prepareDeletionPhase == new.object.status.prepareDeletionPhase,
                old.object.spec.disable == new.object.spec.disable
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
        guard let machine = substrate.get(Machine.self, work) else { return .settled }
        let namespace = machine.metadata.namespace
        let key = substrate.key(LCMMachine.self, machine.metadata.name, namespace: namespace)
        let known = substrate.get(LCMMachine.self, key, cluster: 0)
        if machine.isToBeDeleted || known?.status.prepareDeletionPhase == .completed {
            return delete(machine, known, &substrate)
        }
        let accountKey = substrate.key(ServiceAccount.self, machine.metadata.name, namespace: namespace)
        if substrate.get(ServiceAccount.self, accountKey, cluster: 0) == nil {
            var account = ServiceAccount(
                metadata: ObjectMeta(name: machine.metadata.name, namespace: namespace))
            account.metadata.ownerReferences = [OwnerReference(controlling: machine)]
            substrate.create(account, cluster: 0)
        }
        guard var lcm = known else { return makeLCMMachine(machine, &substrate) }
        let before = (metadata: lcm.metadata, disable: lcm.spec.disable, prepare: lcm.spec.prepareDeletion)
        let group = machine.metadata.labels[Label.updateGroup]
        lcm.metadata.labels[Label.updateGroup] = lcm.spec.type == .worker ? group ?? lcm.defaultGroup : nil
        let index = machine.spec.provider.upgradeIndex ?? machine.status.providerStatus.upgradeIndex
        if index > 0 { lcm.metadata.annotations[Label.index] = String(index) }
        lcm.spec.disable = machine.spec.provider.disable ?? false
        lcm.spec.prepareDeletion = false
        if lcm.metadata != before.metadata || lcm.spec.disable != before.disable || before.prepare {
            let isBack = before.disable && !lcm.spec.disable
            substrate.update(
                lcm, cluster: 0, note: isBack ? Write.Note(LCMEntry.machineEnabled.kind) : nil)
        }
        // Its agent has not reported yet: it may not even have a host.
        let isNew = lcm.status.addresses.isEmpty
        let waiting = isNew ? provideHost(machine, &substrate) : nil
        report(machine, lcm, index: index, obstacle: waiting?.rule, &substrate)
        return waiting ?? .settled
    }

    func report(
        _ machine: Machine, _ lcm: LCMMachine, index: Int64, obstacle: String?, _ substrate: inout Substrate
    ) {
        var status = machine.status.providerStatus
        status.note(obstacle: obstacle)
        status.delete = machine.spec.provider.delete ?? false
        status.prepareDeletionPhase = lcm.status.prepareDeletionPhase
        status.status = lcm.status.addresses.isEmpty ? "Provision" : lcm.status.state.rawValue
        status.privateIp = lcm.status.addresses.first { $0.type == "InternalIP" }?.address ?? status.privateIp
        status.ready = lcm.status.state == .ready && !lcm.spec.disable
        if lcm.spec.disable { status.status = "Disabled" }
        status.upgradeIndex = index
        status.reboot.required = lcm.status.hostInfo.rebootRequired
        status.reboot.reason = status.reboot.required ? "packages or the host OS configuration need it" : ""
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
