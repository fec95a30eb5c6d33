import Controllers
import HardwareInterfaces
import Kubernetes
import Scenarios
import Simulation
import Twin

/// What must hold of a run at every entry: nobody's version goes backwards, no group has more machines out
/// than it may, groups go one after the other.
struct JournalChecker {
    private var problems: [String] = []
    private var versions: [String: [Int]] = [:]
    private var out: [String: Set<String>] = [:]
    private var done: Set<String> = []
    private let groups: [String: String]
    private let limits: [String: Int]
    private let indexes: [String: Int]
    private let members: [String: Set<String>]

    private static let managers = "the managers"

    /// What does not hold; empty when all does.
    static func problems(_ run: RecordedRun, _ world: borrowing World, _ template: WorldTemplate) -> [String]
    {
        var checker = JournalChecker(world, template)
        run.forEach { id, entry in checker.take(id, entry, run) }
        return checker.problems
    }

    private init(_ world: borrowing World, _ template: WorldTemplate) {
        var groups: [String: String] = [:]
        var members: [String: Set<String>] = [:]
        for node in template.nodes {
            let group = node.isManager ? Self.managers : node.group ?? "none"
            groups[node.name] = group
            members[group, default: []].insert(node.name)
        }
        self.groups = groups
        self.members = members
        var limits = [Self.managers: 1]
        var indexes: [String: Int] = [Self.managers: .min]
        for group in world.objects(UpdateGroup.self)
        where group.metadata.name != "\(template.cluster)-controlplane" {
            limits[group.metadata.name] = Int(group.spec.concurrentUpdates)
            indexes[group.metadata.name] = Int(group.spec.index)
        }
        self.limits = limits
        self.indexes = indexes
    }

    private mutating func take(_ id: EntryID, _ entry: Entry, _ run: RecordedRun) {
        let object = run.names[entry.object.name]
        switch entry.kind {
        case LCMEntry.agentUpgraded.kind, LCMEntry.releaseReached.kind, EquipmentEntry.engineUpgraded.kind:
            newVersion("\(entry.kind.rawValue) \(entry.subject.packed)", object, id)
        case LCMEntry.helmReleased.kind:
            let words = object.split(separator: " ")
            newVersion("chart \(words[0])", String(words[1]), id)
        case LCMEntry.machineAdmitted.kind: admit(object, id)
        case LCMEntry.machineReleased.kind:
            if out[groups[object] ?? "none", default: []].remove(object) == nil {
                problems.append("\(id.number): \(object) is released and held no slot")
            }
            done.insert(object)
        default: break
        }
    }

    private mutating func newVersion(_ whose: String, _ text: String, _ id: EntryID) {
        let version = text.split { !$0.isNumber }.compactMap { Int($0) }
        if let before = versions[whose], version.lexicographicallyPrecedes(before) {
            problems.append("\(id.number): version \(text) after \(before)")
        }
        versions[whose] = version
    }

    private mutating func admit(_ machine: String, _ id: EntryID) {
        let group = groups[machine] ?? "none"
        out[group, default: []].insert(machine)
        if out[group, default: []].count > limits[group] ?? 0 {
            problems.append("\(id.number): \(group) has \(out[group, default: []].sorted()) out")
        }
        for (other, index) in indexes.sorted(by: { $0.key < $1.key }) where index < indexes[group] ?? 0 {
            // Where managers are dedicated one updated manager would do, but steps come in order.
            let missing = members[other, default: []].subtracting(done)
            if !missing.isEmpty {
                problems.append("\(id.number): \(machine) before \(missing.sorted()) of \(other)")
            }
        }
    }
}
