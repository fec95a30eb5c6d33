import HardwareInterfaces
import Kubernetes
import Simulation

/// The controller of addresses: says what Subnets have, gives their addresses to IPaddrs, makes the IpamHost
/// of each machine that has a host, and configures the host's network by its L2Template.
///
/// What is given stands in the status of the Subnet, which is written first: so an address is never given
/// twice, also when the controller ends between two writes. It has one worker and reads Subnets from the API
/// server.
/// Source: pages "IP Address Management", "IpamHost", "Subnet"; Mirantis/mcc-api
/// pkg/apis/common/ipam/v1alpha1 (AllocatedIPs).
public struct IPAMController: StatelessController {
    public static let spec = ControllerSpec(
        .ipam, "kaas-ipam",
        watches: [
            .management(MachineSpec.kind), .management(BareMetalHostSpec.kind),
            .management(IpamHostSpec.kind), .management(IPaddrSpec.kind), .management(SubnetSpec.kind),
            .management(L2TemplateSpec.kind),
        ])

    /// Without memory.
    public init() {}

    public func requests(for change: ObjectChange, _ substrate: inout Substrate) -> WorkKeys {
        switch change.key.kind {
        case MachineSpec.kind:
            guard let machine = change.newBox(Machine.self) else { return [] }
            let old = change.oldBox(Machine.self)?.object.metadata.generation
            if old == nil, isConfigured(change.key, &substrate) { return [] }
            return old == machine.object.metadata.generation ? [] : [change.work]
        case BareMetalHostSpec.kind:
            guard let new = change.newBox(BareMetalHost.self)?.object else { return [] }
            let old = change.oldBox(BareMetalHost.self)?.object
            guard let consumer = new.spec.consumerRef,
                old?.spec.consumerRef != consumer || old?.status.hardware != new.status.hardware
            else { return [] }
            let name = substrate.kernel.names.intern(consumer.name)
            let key = ObjectKey(kind: MachineSpec.kind, namespace: change.key.namespace, name: name)
            return isConfigured(key, &substrate) ? [] : [WorkKey(cluster: 0, object: key)]
        case IpamHostSpec.kind:
            guard let new = change.newBox(IpamHost.self)?.object, !new.isReady else { return [] }
            let old = change.oldBox(IpamHost.self)?.object
            return old?.metadata.generation == new.metadata.generation ? [] : [change.work]
        case IPaddrSpec.kind: return requests(forAddress: change, &substrate)
        case SubnetSpec.kind: return requests(forSubnet: change, &substrate)
        case L2TemplateSpec.kind:
            guard let new = change.newBox(L2Template.self)?.object else { return [] }
            let old = change.oldBox(L2Template.self)?.object
            guard old?.spec != new.spec || old?.metadata.labels != new.metadata.labels else { return [] }
            return waitingHosts(change.key.namespace, &substrate)
        default: return []
        }
    }

    private func requests(forAddress change: ObjectChange, _ substrate: inout Substrate) -> WorkKeys {
        guard let new = change.newBox(IPaddr.self)?.object else {
            return change.oldBox(IPaddr.self).map { [subnetWork($0.object, &substrate)] } ?? []
        }
        let old = change.oldBox(IPaddr.self)?.object
        var work: WorkKeys = new.status.phase == .active || old != nil ? [] : [change.work]
        if old?.status.phase != new.status.phase || old?.status.reason != new.status.reason,
            let owner = new.metadata.ownerReferences.first(where: { $0.kind == IpamHostSpec.info.kind })
        {
            let name = substrate.kernel.names.intern(owner.name)
            let key = ObjectKey(kind: IpamHostSpec.kind, namespace: change.key.namespace, name: name)
            if !isConfigured(key, &substrate) { work.append(WorkKey(cluster: 0, object: key)) }
        }
        return work
    }

    private func requests(forSubnet change: ObjectChange, _ substrate: inout Substrate) -> WorkKeys {
        guard let new = change.newBox(Subnet.self)?.object else { return [] }
        let old = change.oldBox(Subnet.self)?.object
        let isChanged = old?.spec != new.spec || old?.metadata.labels != new.metadata.labels
        var work: WorkKeys = isChanged ? [change.work] + waitingHosts(change.key.namespace, &substrate) : []
        if isChanged || new.status.allocatable > old?.status.allocatable ?? 0 {
            let addresses = substrate.boxes(
                IPaddr.self, by: IndexKey("subnet", new.reference), cluster: 0)
            for address in addresses where address.object.status.phase != .active {
                work.append(WorkKey(cluster: 0, object: address.key))
            }
        }
        return work
    }

    public func reconcile(_ work: WorkKey, _ substrate: inout Substrate) -> ReconcileResult {
        switch work.object.kind {
        case MachineSpec.kind: makeHost(work, &substrate)
        case IpamHostSpec.kind: configure(work, &substrate)
        case IPaddrSpec.kind: allocate(work, &substrate)
        case SubnetSpec.kind: count(work, &substrate)
        default: .settled
        }
    }

    /// The hosts that have no configuration and may get one when something in a namespace changes; what is in
    /// the namespace `default` may concern all.
    private func waitingHosts(_ namespace: NameID, _ substrate: inout Substrate) -> WorkKeys {
        let isGlobal = substrate.kernel.names[namespace] == "default"
        let hosts = substrate.boxes(IpamHost.self, cluster: 0).filter {
            (isGlobal || $0.key.namespace == namespace) && !$0.object.isReady
        }
        return WorkKeys(hosts.map { WorkKey(cluster: 0, object: $0.key) })
    }

    /// Whether the network of a machine or of its IpamHost is configured: there is nothing left to do.
    private func isConfigured(_ machine: ObjectKey, _ substrate: inout Substrate) -> Bool {
        let key = ObjectKey(kind: IpamHostSpec.kind, namespace: machine.namespace, name: machine.name)
        return substrate.box(IpamHost.self, key, cluster: 0)?.object.isReady ?? false
    }

    /// The Subnet of an address as work.
    private func subnetWork(_ address: IPaddr, _ substrate: inout Substrate) -> WorkKey {
        WorkKey(cluster: 0, object: substrate.subnetKey(address.spec.subnetRef))
    }
}
