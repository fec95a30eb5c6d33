import Controllers
import Kubernetes
public import Simulation
public import Twin

/// No group has more machines out than it may, groups go one after the other, and managers come first, one by
/// one.
///
/// Source: pages "Cluster update flow", "Create update groups for worker machines".
public struct SlotChecker: RunObserver {
    /// Machines that update together.
    private struct Group {
        var name: String
        /// The UpdateGroup; nil for the managers.
        var key: ObjectKey?
        /// Its place in the order.
        var index: Int64
        /// How many of its machines still have to update.
        var left = 0
        /// Its machines that hold a slot.
        var out: Set<NameID> = []
        /// Its machines that are done with, updated or not.
        var done: Set<NameID> = []
    }

    private let cluster: String
    private let namespace: String
    private let release: String
    private let machines: [(name: String, group: String?, isManager: Bool)]
    private var groups: [Group] = []
    private var groupOf: [NameID: Int] = [:]

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
        for group in world.objects(UpdateGroup.self) where group.metadata.name != "\(cluster)-controlplane" {
            guard group.metadata.namespace == namespace else { continue }
            let names = world.state.substrate.kernel.names
            let key = names.find(namespace).flatMap { namespace in
                names.find(group.metadata.name).map {
                    ObjectKey(kind: UpdateGroupSpec.kind, namespace: namespace, name: $0)
                }
            }
            groups.append(Group(name: group.metadata.name, key: key, index: group.spec.index))
        }
        let places = Dictionary(
            groups.indices.map { (groups[$0].name, $0) }, uniquingKeysWith: { first, _ in first })
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
                let group = machine.isManager ? 0 : machine.group.flatMap({ places[$0] })
            else { continue }
            groupOf[name] = group
            let holdsSlot = out.contains(machine.name)
            if holdsSlot { groups[group].out.insert(name) }
            if holdsSlot || !done.contains(machine.name) {
                groups[group].left += 1
            } else {
                groups[group].done.insert(name)
            }
        }
    }

    public mutating func take(_ entry: Entry, _ world: borrowing World) -> String? {
        switch entry.kind {
        case LCMEntry.machineAdmitted.kind: admit(entry.object.name, world)
        case LCMEntry.machineReleased.kind: release(entry.object.name, world)
        case LCMEntry.machineDisabled.kind: forget(entry.subject.name)
        case LCMEntry.machineRemoved.kind: forget(entry.subject.name)
        default: nil
        }
    }

    /// A machine leaves the update as it is.
    private mutating func forget(_ machine: NameID) -> String? {
        guard let place = groupOf[machine] else { return nil }
        finish(machine, place)
        return nil
    }

    private mutating func finish(_ machine: NameID, _ place: Int) {
        if groups[place].done.insert(machine).inserted { groups[place].left -= 1 }
    }

    private mutating func admit(_ machine: NameID, _ world: borrowing World) -> String? {
        guard let place = groupOf[machine] else { return nil }
        groups[place].out.insert(machine)
        let group = groups[place]
        let limit = group.key.flatMap {
            world.state.substrate.stores[0].get(UpdateGroup.self, $0)?.spec.concurrentUpdates
        }
        if group.out.count > max(limit ?? 1, 1) {
            return "\(group.out.count) machines of \(group.name) are out, \(max(limit ?? 1, 1)) may be"
        }
        let early = groups.first { $0.index < group.index && $0.left > 0 }
        guard let early else { return nil }
        let name = world.state.substrate.kernel.names[machine]
        return "\(name) of \(group.name) is out while \(early.left) of \(early.name) are left"
    }

    private mutating func release(_ machine: NameID, _ world: borrowing World) -> String? {
        guard let place = groupOf[machine] else { return nil }
        guard groups[place].out.remove(machine) != nil else {
            return "\(world.state.substrate.kernel.names[machine]) gives back a slot that it did not hold"
        }
        finish(machine, place)
        return nil
    }
}
