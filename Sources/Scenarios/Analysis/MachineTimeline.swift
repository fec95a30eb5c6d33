import Controllers
import HardwareInterfaces
import Kubernetes
public import Simulation

/// What a machine went through in the course of an update.
public struct MachineTimeline: Hashable, Sendable {
    /// A part of the way.
    public enum Part: String, CaseIterable, Sendable {
        /// A new agent and downloads.
        case prepare
        /// Prepared, waiting for its turn.
        case queue
        /// In maintenance: application controllers leave it.
        case locks
        /// Cordoned, pods leave it.
        case drain
        /// Items are carried out.
        case items
        /// The host reboots.
        case reboot
        /// Back: uncordoned, reconfigured.
        case back

        /// One character for charts.
        public var mark: Character {
            switch self {
            case .prepare: "p"
            case .queue: "·"
            case .locks: "l"
            case .drain: "d"
            case .items: "u"
            case .reboot: "R"
            case .back: "b"
            }
        }
    }

    /// A part with its begin.
    public struct Span: Hashable, Sendable {
        public var part: Part
        public var start: SimTime
        public var end: SimTime
        /// The entry at which it begins.
        public var entry: EntryID
    }

    /// The machine.
    public var name: String
    /// The parts, in order, without gaps.
    public var spans: [Span] = []

    /// The timelines of all machines that were worked on, in the order in which that began.
    public static func all(_ run: RecordedRun) -> [MachineTimeline] {
        var timelines: [MachineTimeline] = []
        var places: [NameID: Int] = [:]
        func enter(_ name: NameID, _ part: Part?, _ id: EntryID, _ time: SimTime) {
            let index: Int
            if let known = places[name] {
                index = known
            } else {
                guard part != nil else { return }
                index = timelines.count
                places[name] = index
                timelines.append(MachineTimeline(name: run.names[name]))
            }
            if let last = timelines[index].spans.indices.last {
                if timelines[index].spans[last].part == part { return }
                if timelines[index].spans[last].end == .never { timelines[index].spans[last].end = time }
            }
            if let part {
                timelines[index].spans.append(Span(part: part, start: time, end: .never, entry: id))
            }
        }
        let machine = LCMMachineSpec.kind.subjectKind
        var isAdmitted: Set<NameID> = []
        run.forEach { id, entry in
            let name = entry.subject.name
            let isMachine = entry.subject.kind == machine
            switch entry.kind {
            case LCMEntry.itemsAssigned.kind where isMachine:
                switch run.names[entry.object.name] {
                case "prepare": enter(name, .prepare, id, entry.time)
                case "deploy": enter(name, .items, id, entry.time)
                default: enter(name, .back, id, entry.time)
                }
            case LCMEntry.machineState.kind where isMachine:
                let isReady = run.names[entry.object.name] == "Ready"
                guard isReady, let index = places[name], let last = timelines[index].spans.last else { break }
                if last.part == .prepare { enter(name, .queue, id, entry.time) }
                if last.part == .back { enter(name, nil, id, entry.time) }
            case LCMEntry.machineAdmitted.kind:
                isAdmitted.insert(entry.object.name)
                enter(entry.object.name, .locks, id, entry.time)
            case LCMEntry.cordoned.kind where isAdmitted.contains(name): enter(name, .drain, id, entry.time)
            case LCMEntry.rebootRequested.kind where isMachine: enter(name, .reboot, id, entry.time)
            case LCMEntry.rebootCompleted.kind where isMachine: enter(name, .back, id, entry.time)
            case LCMEntry.uncordoned.kind where isAdmitted.contains(name): enter(name, .back, id, entry.time)
            default: break
            }
        }
        return timelines
    }
}
