import HardwareSimulated
public import Kubernetes
public import Simulation

/// What a real cluster was recorded doing: what was done to it, and what its members answered.
///
/// The form is that of a recorder that asks members for their `wsrep_%` status every `interval_s`: `options`
/// (of the provider), `events` (`{t, event}`, where `action: ...` is something that was done), and `columns`
/// with `samples`, or `transitions` alone. Times are seconds since the beginning.
public struct GaleraRecording: Sendable {
    /// A change of what a member answers.
    public struct Change: Hashable, Sendable {
        /// When it was first seen.
        public var at: SimDuration
        /// What was seen.
        public var answer: GaleraAnswer
    }

    /// The name of the scenario.
    public private(set) var scenario = ""
    /// The members' names, in order.
    public private(set) var members: [String] = []
    /// The time between two samples.
    public private(set) var interval = SimDuration.milliseconds(500)
    /// What was done, in order.
    private(set) var actions: [GaleraAction] = []
    /// When the positions of all stopped members were read, to begin a cluster from the best.
    private(set) var positionReads: [SimDuration] = []
    /// The provider's options.
    private(set) var options = GaleraOptions()
    /// The options that the recording says nothing of, where it should.
    public private(set) var notes: [String] = []
    /// For each member, what it answered: the first answer, then each other one.
    private(set) var changes: [[Change]] = []
    /// For each member, when it was asked.
    private(set) var instants: [[SimDuration]] = []
    /// The members in the order of their identities, as far as the recording says it.
    private(set) var order: [Int] = []
    /// The time between two writes of each member's client, where there is one.
    private(set) var writeIntervals: [SimDuration?] = []

    /// The most that a recording may hold of anything. A guess that no honest one meets.
    static let maxRows = 1_000_000

    /// Reads a recording. Throws at the first thing that is wrong, with its place.
    public init(_ value: Value) throws(FieldError) {
        guard value.fields != nil else { throw FieldError.expected("a map", found: value) }
        scenario = value["scenario"]?.string ?? ""
        if let interval = value["interval_s"] {
            self.interval = try GaleraTable.inside("interval_s") { () throws(FieldError) in
                try GaleraTable.time(interval)
            }
            guard self.interval > .zero else {
                throw FieldError(
                    path: "interval_s", position: interval.position, problem: "the interval is not positive")
            }
        }
        let rows = try GaleraTable(value)
        members = rows.members
        changes = rows.changes
        instants = rows.instants.isEmpty ? try Self.grid(value, rows.end, interval, members) : rows.instants
        order = rows.order
        try readOptions(value)
        try readEvents(value)
        writeIntervals = try GaleraTable.writeIntervals(value, members)
        try checkBegin(value)
    }

    /// When each member was asked, where a recording keeps changes alone: at each interval, those apart that
    /// it names under `skipped_s`.
    private static func grid(
        _ value: Value, _ end: SimDuration, _ interval: SimDuration, _ members: [String]
    ) throws(FieldError) -> [[SimDuration]] {
        let steps = end.nanoseconds / interval.nanoseconds
        guard steps <= Int64(maxRows) else {
            throw FieldError(
                path: "interval_s", position: value.position,
                problem: "\(steps) samples of each member; \(maxRows) are read")
        }
        let all = steps > 0 ? (1...steps).map { interval * $0 } : []
        var instants: [[SimDuration]] = []
        for name in members {
            var skipped: Set<SimDuration> = []
            for time in value["skipped_s"]?[name]?.list ?? [] {
                skipped.insert(
                    try GaleraTable.inside("skipped_s") { () throws(FieldError) in
                        try GaleraTable.time(time)
                    })
            }
            instants.append(all.filter { !skipped.contains($0) })
        }
        return instants
    }

    private mutating func readOptions(_ value: Value) throws(FieldError) {
        guard let map = value["options"] else {
            throw FieldError(position: value.position, problem: "there is no field options")
        }
        guard let fields = map.fields else {
            throw FieldError.expected("a map", found: map).inside("options")
        }
        if fields.isEmpty { notes.append("the recording has no options: the library's defaults are taken") }
        for field in fields {
            do throws(FieldError) {
                try options.set(field.key, field.value)
            } catch {
                throw error.inside(field.key).inside("options")
            }
        }
        // How the recorded servers are set up: innodb_flush_log_at_trx_commit=0.
        options.processFlushLag = .seconds(1)
    }

    private mutating func readEvents(_ value: Value) throws(FieldError) {
        let list = try GaleraTable.list(value, "events")
        var chosen: [(at: SimDuration, member: Int)] = []
        for (index, event) in list.enumerated() {
            do throws(FieldError) {
                guard let time = event["t"], let name = event["event"] else {
                    throw FieldError(position: event.position, problem: "an event has the fields t and event")
                }
                let at = try GaleraTable.inside("t") { () throws(FieldError) in try GaleraTable.time(time) }
                guard let text = name.string else {
                    throw FieldError.expected("a string", found: name).inside("event")
                }
                if text.hasPrefix("bootstrap from "), let member = memberNamed(text) {
                    chosen.append((at, member))
                }
                guard text.hasPrefix("action: ") else { continue }
                let words = String(text.dropFirst("action: ".count))
                guard let kind = GaleraAction.read(words, members) else {
                    throw FieldError(
                        path: "event", position: name.position, problem: "this action is not known",
                        hint: "known are: " + GaleraAction.forms.joined(separator: "; ")
                            + "; the members are \(members.joined(separator: ", "))")
                }
                if let last = actions.last, at < last.at {
                    throw FieldError(path: "t", position: time.position, problem: "times go back")
                }
                actions.append(GaleraAction(at: at, kind: kind, text: words))
            } catch {
                throw error.inside(index).inside("events")
            }
        }
        // Which of several members was the furthest on is known only to their disks: the recorder says it.
        for index in actions.indices where actions[index].kind == .bootstrap(nil) {
            let next = actions.dropFirst(index + 1).first?.at ?? SimDuration(nanoseconds: .max)
            let choice = chosen.first { $0.at >= actions[index].at && $0.at <= next }
            if let choice { actions[index].kind = .bootstrap(choice.member) }
            positionReads.append(actions[index].at)
        }
    }

    private func memberNamed(_ text: String) -> Int? {
        let words = text.split { !($0.isLetter || $0.isNumber) }.map(String.init)
        return words.compactMap { members.firstIndex(of: $0) }.first
    }

    /// A replay can only begin with a cluster that is whole.
    private func checkBegin(_ value: Value) throws(FieldError) {
        guard let begin = actions.first?.at else {
            throw FieldError(
                path: "events", position: value["events"]?.position ?? value.position,
                problem: "nothing is done in this recording: no event begins with 'action: '")
        }
        for (member, name) in members.enumerated() {
            let answer = changes[member].last { $0.at <= begin }?.answer
            guard let said = answer?.said, said.clusterStatus == "Primary", said.localState == "Synced",
                said.clusterSize == members.count
            else {
                throw FieldError(
                    path: "events", position: value["events"]?.position ?? value.position,
                    problem: "before the first action \(name) is not Primary and Synced with size "
                        + "\(members.count), but: \(answer?.text ?? "not asked")",
                    hint: "record from a cluster that is whole")
            }
        }
    }
}
