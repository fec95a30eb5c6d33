import Kubernetes
import Simulation

/// The controller of the host OS configuration: says which modules there are and which HostOSConfigurations
/// are valid, gives machines the items of those that are about them, and says how far each machine is.
///
/// Source: pages "HostOSConfiguration and HostOSConfigurationModules concepts", "Internal API for host OS
/// configuration management". In reality the bare-metal provider and the host OS modules controller share
/// this work; the placeholders in LCMCluster are left out.
public struct HostOSConfigurationController: StatelessController {
    public static let spec = ControllerSpec(
        .hostOSConfiguration, "host-os-modules-controller",
        watches: [
            .management(HostOSConfigurationSpec.kind), .management(HostOSConfigurationModulesSpec.kind),
            .management(MachineSpec.kind), .management(LCMMachineSpec.kind),
            .management(LCMClusterSpec.kind),
        ])

    /// Without memory.
    public init() {}

    public func requests(for change: ObjectChange, _ substrate: inout Substrate) -> WorkKeys {
        let namespace = change.key.namespace
        switch change.key.kind {
        case HostOSConfigurationSpec.kind:
            let (old, new) = (
                change.oldBox(HostOSConfiguration.self), change.newBox(HostOSConfiguration.self)
            )
            if let old, let new, old.object.isSame(as: new.object) { return [] }
            return (new == nil ? [] : [change.work]) + machineWork(namespace, &substrate)
        case HostOSConfigurationModulesSpec.kind:
            let (old, new) = (
                change.oldBox(HostOSConfigurationModules.self),
                change.newBox(HostOSConfigurationModules.self)
            )
            if let old, let new, old.object.metadata.generation == new.object.metadata.generation {
                return []
            }
            // A module of one object may replace one of another.
            let objects = substrate.boxes(HostOSConfigurationModules.self, cluster: 0).map(\.key)
            let users = substrate.boxes(HostOSConfiguration.self, cluster: 0).map(\.key)
            let machines: WorkKeys = users.isEmpty ? [] : machineWork(nil, &substrate)
            return WorkKeys((objects + users).map { WorkKey(cluster: 0, object: $0) }) + machines
        case MachineSpec.kind:
            let (old, new) = (change.oldBox(Machine.self), change.newBox(Machine.self))
            guard old?.object.metadata.labels != new?.object.metadata.labels else { return [] }
            return work(forMachine: change.key, &substrate)
        case LCMMachineSpec.kind:
            let new = change.newBox(LCMMachine.self)
            if let old = change.oldBox(LCMMachine.self), let new, old.isSameForHostOS(as: new) { return [] }
            let isConcerned = new?.hasHostOS ?? false
            return work(forMachine: change.key, &substrate) + (isConcerned ? [change.work] : [])
        case LCMClusterSpec.kind:
            let old = change.oldBox(LCMCluster.self)?.object.status.machinesInUpdate ?? []
            let new = change.newBox(LCMCluster.self)?.object.status.machinesInUpdate ?? []
            let free = old.filter { !new.contains($0) }
            guard !free.isEmpty, isUsed(namespace, &substrate) else { return [] }
            return WorkKeys(
                free.map {
                    let name = substrate.kernel.names.intern($0)
                    return WorkKey(
                        cluster: 0,
                        object: ObjectKey(kind: LCMMachineSpec.kind, namespace: namespace, name: name))
                })
        default: return []
        }
    }

    public func reconcile(_ work: WorkKey, _ substrate: inout Substrate) -> ReconcileResult {
        switch work.object.kind {
        case HostOSConfigurationSpec.kind: report(work, &substrate)
        case HostOSConfigurationModulesSpec.kind: check(work, &substrate)
        case LCMMachineSpec.kind: configure(work, &substrate)
        default: .settled
        }
    }

    private func isUsed(_ namespace: NameID, _ substrate: inout Substrate) -> Bool {
        let key = IndexKey("namespace", substrate.kernel.names[namespace])
        return !substrate.isEmpty(HostOSConfiguration.self, by: key, cluster: 0)
    }

    /// The LCMMachines of a namespace, or of all.
    private func machineWork(_ namespace: NameID?, _ substrate: inout Substrate) -> WorkKeys {
        WorkKeys(
            substrate.boxes(LCMMachine.self, cluster: 0).compactMap {
                namespace == nil || $0.key.namespace == namespace ? WorkKey(cluster: 0, object: $0.key) : nil
            })
    }

    /// A machine, and the objects that may be about it; none where there is no host OS configuration.
    private func work(forMachine key: ObjectKey, _ substrate: inout Substrate) -> WorkKeys {
        guard isUsed(key.namespace, &substrate) else { return [] }
        let index = IndexKey("namespace", substrate.kernel.names[key.namespace])
        let users = substrate.boxes(HostOSConfiguration.self, by: index, cluster: 0).map(\.key)
        let machine = ObjectKey(kind: LCMMachineSpec.kind, namespace: key.namespace, name: key.name)
        return WorkKeys(([machine] + users).map { WorkKey(cluster: 0, object: $0) })
    }
}

extension HostOSConfiguration {
    /// Whether it says the same as `other`, whatever is said of it.
    fileprivate func isSame(as other: HostOSConfiguration) -> Bool {
        metadata.generation == other.metadata.generation
            && metadata.isDeleting == other.metadata.isDeleting
    }
}

extension Stored<LCMMachineSpec> {
    /// Whether the host OS configuration need not look at it again since it was as `self`.
    fileprivate func isSameForHostOS(as new: Stored<LCMMachineSpec>) -> Bool {
        object.status.state == new.object.status.state && object.spec.disable == new.object.spec.disable
            && object.isLeaving == new.object.isLeaving && object.isToReboot == new.object.isToReboot
            && object.spec.rebootRequired == new.object.spec.rebootRequired
            && object.spec.stateItems == new.object.spec.stateItems
            && object.status.stateItemStatuses == new.object.status.stateItemStatuses
    }

    /// Whether it has anything of the host OS configuration.
    fileprivate var hasHostOS: Bool {
        object.spec.stateItems.contains { $0.isHostOS }
            || object.status.stateItemStatuses.names.contains { $0.hasPrefix(StateItem.hostOSPrefix) }
    }
}
