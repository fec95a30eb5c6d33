import Controllers
import HardwareInterfaces
public import Simulation

/// The chain of causes that led to the end of a run, cut into stretches by what took the time. Nothing on it
/// could have been later without the end being later.
public struct CriticalPath: Sendable {
    /// The stretches, in order of time; shorter ones than a second are joined under "controllers".
    public private(set) var segments: [PathSegment] = []

    /// The path to `end`.
    public init(_ run: RecordedRun, to end: EntryID) {
        let chain = run.causes(of: end).reversed()
        var previous: EntryID?
        var lag = SimDuration.zero
        for id in chain {
            defer { previous = id }
            guard let from = previous else { continue }
            let (cause, entry) = (run[from], run[id])
            let gap = entry.time - cause.time
            guard gap >= .seconds(1) else {
                lag += gap
                continue
            }
            segments.append(
                PathSegment(
                    from: from, to: id, start: cause.time, duration: gap,
                    what: Self.what(entry, after: cause, run.names),
                    subject: entry.subject))
        }
        if lag > .zero, let last = segments.last {
            segments.append(
                PathSegment(
                    from: last.to, to: end, start: run[end].time, duration: lag,
                    what: "controllers (caches, writes, timers)", subject: .none))
        }
    }

    /// What ends with an entry, in words that are the same for all machines.
    static func what(_ entry: Entry, after cause: Entry, _ names: NameTable) -> String {
        func name(_ number: Int64) -> String { names[NameID(number: UInt32(number))] }
        switch entry.kind {
        case EquipmentEntry.commandSucceeded.kind, EquipmentEntry.commandFailed.kind,
            EquipmentEntry.commandTimedOut.kind:
            return general(name(entry.value))
        case LCMEntry.activityEnded.kind: return general(names[entry.object.name])
        case EquipmentEntry.phaseEntered.kind: return phase(entry, after: cause, names)
        case EquipmentEntry.engineUpgraded.kind: return "mke"
        case EquipmentEntry.packagesInstalled.kind: return "host-os"
        case LCMEntry.nodeReady.kind: return "node monitor grace"
        case EquipmentEntry.quorumRegained.kind: return "quorum lost"
        case SimulationEntry.inboxTaken.kind: return "until something happens outside"
        default: return "timers of controllers"
        }
    }

    private static func phase(_ entry: Entry, after cause: Entry, _ names: NameTable) -> String {
        let isHost = entry.subject.kind == EquipmentKind.host.subjectKind
        switch (isHost, names[entry.object.name]) {
        case (true, "stopping"): return "reboot is asked for"
        case (true, "posting"): return cause.kind == entry.kind ? "shutdown" : "power-on"
        case (true, "booting"): return "power-on self test"
        case (true, "running"): return "boot"
        case (false, "starting"): return "mcr"
        case (false, "running"): return "containers start"
        default: return "equipment"
        }
    }

    /// A command's or activity's text without versions, sizes and names of nodes.
    static func general(_ text: String) -> String {
        if text.hasPrefix("set availability") { return "Swarm availability" }
        let words = text.prefix { $0 != "," && $0 != ":" }.split(separator: " ")
        let kept = words.filter { word in
            guard let first = word.first else { return false }
            return !first.isNumber && !(first == "v" && word.dropFirst().first?.isNumber ?? false)
        }
        let joined = kept.joined(separator: " ")
        return joined.hasSuffix(" to") ? String(joined.dropLast(3)) : joined
    }
}
