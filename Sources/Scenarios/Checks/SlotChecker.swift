import Controllers
import Kubernetes
public import Simulation
public import Twin

/// No group has more machines out than it may, groups go one after the other, and managers come first, one by
/// one: in updates, and when machines are asked to reboot.
///
/// Source: pages "Cluster update flow", "Create update groups for worker machines", "GracefulRebootRequest
/// resource".
public struct SlotChecker: RunObserver {
    /// Machines that update together.
    private struct Group {
        var name: String
        /// The UpdateGroup; nil for the managers.
        var key: ObjectKey?
        /// Its place in the order.
        var index: Int64
        /// Its machines that still have to update.
        var left: Set<NameID> = []
        /// Its machines that hold a slot.
        var out: Set<NameID> = []
    }

    private let cluster: String
    private let namespace: String
    private let release: String
    private let machines: [(name: String, group: String?, isManager: Bool)]
    private var groups: [Group] = []
    /// Machines that hold a slot although they are gone, or are of no known group.
    private var strangers: Set<NameID> = []

    /// For the machines of a template.
    public init(_ template: WorldTemplate) {
        cluster = template.cluster
        namespace = template.namespace
        release = template.release.spec.version
        machines = template.nodes.map { ($0.name, $0.group, $0.isManager) }
    }

    public var property: String { "machines update group by group, within their concurrency" }

    public mutating func begin(_ world: borrowing World) {
        groups = [Group(name: "managers", key: nil, index: .min)]
        for group in world.objects(UpdateGroup.self) { note(group, world) }
        var done: Set<String> = []
        for machine in world.objects(LCMMachine.self) where machine.status.release == release {
            done.insert(machine.metadata.name)
        }
        var out: Set<String> = []
        for lcm in world.objects(LCMCluster.self) where lcm.metadata.name == cluster {
            out.formUnion(lcm.status.machinesInUpdate)
        }
        for machine in machines {
            guard let name = world.state.substrate.kernel.names.find(machine.name),
                let group = machine.isManager ? 0 : groups.firstIndex(where: { $0.name == machine.group })
            else { continue }
            let holdsSlot = out.contains(machine.name)
            if holdsSlot { groups[group].out.insert(name) }
            if holdsSlot || !done.contains(machine.name) { groups[group].left.insert(name) }
        }
    }

    public var interest: EntryInterest {
        EntryInterest(kinds: [
            LCMEntry.machineAdmitted.kind, LCMEntry.rebootAdmitted.kind, LCMEntry.machineReleased.kind,
            LCMEntry.rebootReleased.kind, LCMEntry.machineDisabled.kind, LCMEntry.machineRemoved.kind,
        ])
    }

    public mutating func take(_ entry: Entry, _ world: borrowing World) -> String? {
        switch entry.kind {
        case LCMEntry.machineAdmitted.kind: return admit(entry.object.name, toReboot: false, world)
        case LCMEntry.rebootAdmitted.kind: return admit(entry.object.name, toReboot: true, world)
        case LCMEntry.machineReleased.kind:
            finish(entry.object.name)
            return release(entry.object.name, world)
        case LCMEntry.rebootReleased.kind: return release(entry.object.name, world)
        // A machine leaves the update as it is.
        case LCMEntry.machineDisabled.kind, LCMEntry.machineRemoved.kind: finish(entry.subject.name)
        default: break
        }
        return nil
    }

    /// Takes an UpdateGroup into account, unless it is that of the managers; answers its place.
    @discardableResult private mutating func note(_ group: UpdateGroup, _ world: borrowing World) -> Int? {
        guard group.metadata.namespace == namespace, group.metadata.name != "\(cluster)-controlplane" else {
            return nil
        }
        let names = world.state.substrate.kernel.names
        let key = names.find(namespace).flatMap { namespace in
            names.find(group.metadata.name).map {
                ObjectKey(kind: UpdateGroupSpec.kind, namespace: namespace, name: $0)
            }
        }
        groups.append(Group(name: group.metadata.name, key: key, index: group.spec.index))
        return groups.count - 1
    }

    private func lcmMachine(_ machine: NameID, _ world: borrowing World) -> LCMMachine? {
        guard let namespace = world.state.substrate.kernel.names.find(namespace) else { return nil }
        let key = ObjectKey(kind: LCMMachineSpec.kind, namespace: namespace, name: machine)
        return world.state.substrate.stores[0].get(LCMMachine.self, key)
    }

    /// The group that a machine is of now: machines and groups come and change while a run goes on.
    private mutating func place(of machine: LCMMachine, _ world: borrowing World) -> Int? {
        if machine.spec.type == .control { return 0 }
        let name = machine.metadata.labels[Label.updateGroup] ?? machine.defaultGroup
        if let known = groups.firstIndex(where: { $0.name == name }) { return known }
        return world.objects(UpdateGroup.self).first { $0.metadata.name == name }.flatMap { note($0, world) }
    }

    /// A machine need not update any more.
    private mutating func finish(_ machine: NameID) {
        for place in groups.indices { groups[place].left.remove(machine) }
    }

    private mutating func admit(
        _ machine: NameID, toReboot: Bool, _ world: borrowing World
    ) -> String? {
        guard let object = lcmMachine(machine, world), let place = place(of: object, world) else {
            strangers.insert(machine)
            return nil
        }
        groups[place].out.insert(machine)
        let group = groups[place]
        let limit = group.key.flatMap {
            world.state.substrate.stores[0].get(UpdateGroup.self, $0)?.spec.concurrentUpdates
        }
        if group.out.count > max(limit ?? 1, 1) {
            return "\(group.out.count) machines of \(group.name) are out, \(max(limit ?? 1, 1)) may be"
        }
        let left = toReboot ? leftToReboot(world) : groups.map(\.left)
        for early in groups.indices where groups[early].index < group.index && !left[early].isEmpty {
            let name = world.state.substrate.kernel.names[machine]
            return
                "\(name) of \(group.name) is out while \(left[early].count) of \(groups[early].name) are left"
        }
        return nil
    }

    /// The machines that are marked to reboot and have not yet, by group.
    private mutating func leftToReboot(_ world: borrowing World) -> [Set<NameID>] {
        var left: [Int: Set<NameID>] = [:]
        for object in world.objects(LCMMachine.self)
        where object.metadata.namespace == namespace
            && object.metadata.annotations[Label.gracefulReboot] != nil
            && !object.spec.disable && !object.metadata.isDeleting && !object.spec.prepareDeletion
        {
            guard let place = place(of: object, world),
                let name = world.state.substrate.kernel.names.find(object.metadata.name)
            else { continue }
            left[place, default: []].insert(name)
        }
        return groups.indices.map { left[$0] ?? [] }
    }

    private mutating func release(_ machine: NameID, _ world: borrowing World) -> String? {
        if strangers.remove(machine) != nil { return nil }
        guard let place = groups.firstIndex(where: { $0.out.contains(machine) }) else {
            return "\(world.state.substrate.kernel.names[machine]) gives back a slot that it did not hold"
        }
        groups[place].out.remove(machine)
        return nil
    }
}
