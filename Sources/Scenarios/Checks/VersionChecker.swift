import Controllers
import HardwareInterfaces
public import Simulation
public import Twin

/// No agent, machine, cluster, engine or chart goes to an older version within a run.
public struct VersionChecker: RunObserver {
    private var versions: [Versioned: [Int]] = [:]

    /// What has a version: a thing, and which of its versions.
    private struct Versioned: Hashable {
        var subject: Subject
        var kind: EntryKind
        var chart: Substring
    }

    /// Knows of no version yet.
    public init() {}

    public var property: String { "no version goes backwards" }

    public mutating func begin(_ world: borrowing World) {}

    public var interest: EntryInterest {
        EntryInterest(kinds: [
            LCMEntry.agentUpgraded.kind, LCMEntry.releaseReached.kind, EquipmentEntry.engineUpgraded.kind,
            LCMEntry.helmReleased.kind,
        ])
    }

    public mutating func take(_ entry: Entry, _ world: borrowing World) -> String? {
        let text = world.state.substrate.kernel.names[entry.object.name]
        // Of a chart the name comes first.
        let words = text.split(separator: " ", maxSplits: 1)
        let chart = words.count == 2 ? words[0] : ""
        let version = (words.last ?? "").split { !$0.isNumber }.compactMap { Int($0) }
        let key = Versioned(subject: entry.subject, kind: entry.kind, chart: chart)
        let before = versions.updateValue(version, forKey: key)
        guard let before, version.lexicographicallyPrecedes(before) else { return nil }
        return "\(text) comes after \(before.map(String.init).joined(separator: "."))"
    }
}
