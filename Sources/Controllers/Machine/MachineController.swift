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

    public func requests(for change: ObjectChange, _ substrate: inout Substrate) -> WorkKeys {
        switch change.key.kind {
        case MachineSpec.kind: return [change.work]
        case LCMClusterSpec.kind:
            // A cluster that begins has machines that wait for it.
            guard change.old == nil else { return [] }
            let lcm = change.box(LCMCluster.self).object.metadata
            let machines = substrate.boxes(
                Machine.self, by: IndexKey("cluster", namespace: lcm.namespace, lcm.name), cluster: 0)
            return WorkKeys(machines.map { WorkKey(cluster: 0, object: $0.key) })
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
            guard let new = change.newBox(IpamHost.self),
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
        guard let box = substrate.box(Machine.self, work) else { return .settled }
        let (namespace, name) = (work.object.namespace, work.object.name)
        let key = ObjectKey(kind: LCMMachineSpec.kind, namespace: namespace, name: name)
        let known = substrate.box(LCMMachine.self, key, cluster: 0)
        // Fields are read one by one: a call on the object would copy it, for each machine of the cloud.
        if box.object.spec.provider.delete == true || box.object.metadata.isDeleting
            || known?.object.status.prepareDeletionPhase == .completed
        {
            return delete(box.object, known?.object, &substrate)
        }
        let accountKey = ObjectKey(kind: ServiceAccountSpec.kind, namespace: namespace, name: name)
        if substrate.box(ServiceAccount.self, accountKey, cluster: 0) == nil {
            let metadata = box.object.metadata
            var account = ServiceAccount(
                metadata: ObjectMeta(name: metadata.name, namespace: metadata.namespace))
            account.metadata.ownerReferences = [OwnerReference(controlling: box.object)]
            substrate.create(account, cluster: 0)
        }
        guard let known else { return makeLCMMachine(box.object, &substrate) }
        let index = box.object.spec.provider.upgradeIndex ?? box.object.status.providerStatus.upgradeIndex
        let isDisabled = box.object.spec.provider.disable ?? false
        let group = known.group(of: box)
        if known.object.metadata.labels[Label.updateGroup] != group
            || index > 0 && known.object.metadata.annotations[Label.index] != String(index)
            || known.object.spec.disable != isDisabled || known.object.spec.prepareDeletion
        {
            var lcm = known.object
            lcm.metadata.labels[Label.updateGroup] = group
            if index > 0 { lcm.metadata.annotations[Label.index] = String(index) }
            lcm.spec.disable = isDisabled
            lcm.spec.prepareDeletion = false
            let isBack = known.object.spec.disable && !isDisabled
            substrate.update(
                lcm, cluster: 0, note: isBack ? Write.Note(LCMEntry.machineEnabled.kind) : nil)
        }
        // Its agent has not reported yet: it may not even have a host.
        let isNew = known.object.status.addresses.isEmpty
        let waiting = isNew ? provideHost(box.object, &substrate) : nil
        report(box, known, index: index, isDisabled: isDisabled, obstacle: waiting?.rule?.text, &substrate)
        return waiting ?? .settled
    }

    /// Says how a machine is, where that has changed.
    func report(
        _ machine: Stored<MachineSpec>, _ lcm: Stored<LCMMachineSpec>, index: Int64, isDisabled: Bool,
        obstacle: String?, _ substrate: inout Substrate
    ) {
        var status = machine.object.status.providerStatus
        status.note(obstacle: obstacle)
        status.delete = machine.object.spec.provider.delete ?? false
        status.note(lcm, isDisabled: isDisabled)
        status.upgradeIndex = index
        guard status != machine.object.status.providerStatus else { return }
        var machine = machine.object
        machine.status.providerStatus = status
        substrate.updateStatus(machine, cluster: 0)
    }
}

extension MachineProviderStatus {
    /// Notes what LCM says of the machine.
    fileprivate mutating func note(_ lcm: Stored<LCMMachineSpec>, isDisabled: Bool) {
        prepareDeletionPhase = lcm.object.status.prepareDeletionPhase
        status = lcm.object.status.addresses.isEmpty ? "Provision" : lcm.object.status.state.rawValue
        for address in lcm.object.status.addresses where address.type == "InternalIP" {
            privateIp = address.address
            break
        }
        ready = lcm.object.status.state == .ready && !isDisabled
        if isDisabled { status = "Disabled" }
        reboot.required = lcm.object.status.hostInfo.rebootRequired
        reboot.reason = reboot.required ? "packages or the host OS configuration need it" : ""
    }
}

extension LCMMachine {
    /// The group of workers that name none.
    public var defaultGroup: String { "\(spec.clusterName)-default" }
}

extension Stored<LCMMachineSpec> {
    /// The update group that it is to be in, as its machine has it; nil for managers.
    fileprivate func group(of machine: Stored<MachineSpec>) -> String? {
        guard object.spec.type == .worker else { return nil }
        return machine.object.metadata.labels[Label.updateGroup] ?? object.defaultGroup
    }
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
