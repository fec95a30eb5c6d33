import Controllers
public import HardwareInterfaces
import HardwareSimulated
public import Simulation
public import Twin

/// A world that outsiders act upon while it runs. It has no clock: who holds it says how far it goes.
///
/// Requests enter through the inbox between events, each later than all that has happened, and are recorded,
/// so that `replay` gives the same journal. What only reads is answered from the present state and is not
/// recorded: it changes nothing.
public struct LiveWorld: ~Copyable, Sendable {
    private var world: World
    /// The present: nothing that is due by now is left.
    public private(set) var time = SimTime.zero
    /// What was taken from outside, in order.
    public private(set) var requests: [LiveRequest] = []
    /// What is to be taken at a time to come, in order.
    private var planned: [LiveRequest] = []
    /// How many requests of clients were numbered so far.
    private var count: UInt32 = 0
    /// The commands that somebody waits for, with the answers that were not taken yet.
    private var open: [UInt32: Result<BMCReply, BMCError>?] = [:]
    /// What departed for real equipment and was not taken yet, in order.
    private var departures: [Departure] = []
    /// What BMCs have answered to who reads, by host: of a thousand servers, few have changed since.
    var known: [KnownAnswers?] = []
    /// What BMCs have told, while somebody watches for changes.
    private var watch: BMCWatch?
    /// Whether the world goes on no more: too much has happened at one instant.
    public private(set) var isStuck = false

    /// Takes over a world at its beginning.
    public init(_ world: consuming World) {
        self.world = world
        known = Array(repeating: nil, count: self.world.hostCount)
        advance(to: .zero)
    }

    /// How many hosts there are.
    public var hostCount: Int { world.hostCount }

    /// The name of a host.
    public func hostName(_ host: Int) -> String { world.hostName(host) }

    /// When something is due next; nil when nothing is.
    public var nextTime: SimTime? { mutating get { world.nextTime } }

    /// The fingerprint of all that has happened.
    public var fingerprint: Fingerprint { world.fingerprint }

    /// How many entries the journal has.
    public var entryCount: Int { world.entryCount }

    /// Civil time of the present as RFC 3339 in UTC.
    public var civilTime: String { world.civilTime(time) }

    /// Takes the full blocks of the journal away.
    public mutating func drain() -> [JournalBlock] { world.drain() }

    /// Takes the whole journal, from the last time that full blocks were taken away; nothing may happen
    /// afterwards.
    public mutating func close() -> LiveJournal {
        isStuck = true
        let blocks = world.state.substrate.closeJournal()
        let kernel = world.state.substrate.kernel
        return LiveJournal(
            blocks: blocks, names: kernel.names, calendar: kernel.calendar,
            fingerprint: kernel.journal.fingerprint)
    }

    /// Lets a request be taken at a time to come.
    public mutating func plan(_ request: Request, at time: SimTime) {
        let place = planned.firstIndex { $0.time > time } ?? planned.count
        planned.insert(LiveRequest(time: time, request: request), at: place)
    }

    /// Lets all happen that is due up to `end`; an earlier time than the present changes nothing.
    public mutating func advance(to end: SimTime) {
        while let first = planned.first, first.time <= end {
            planned.removeFirst()
            run(to: first.time)
            take(first.request)
        }
        run(to: end)
    }

    private mutating func run(to end: SimTime) {
        while let next = world.nextTime, next <= end, !isStuck {
            if !world.step() { isStuck = true }
            lookForChanges()
        }
        time = max(time, end)
        departures += world.takeDepartures()
        for answer in world.takeAnswers() where open.keys.contains(answer.number) {
            open.updateValue(answer.result, forKey: answer.number)
            lookAtAll()
        }
    }

    /// Takes a request now, after all that has happened.
    public mutating func take(_ request: Request) {
        // What happens at the instant of the last event would, in a replay, come before it.
        if world.now == time { time = time + SimDuration(nanoseconds: 1) }
        requests.append(LiveRequest(time: time, request: request))
        world.post(request, at: time)
        run(to: time)
    }

    /// Hands a command to the BMC of a host; answers its number and when the BMC has done it, if it answers
    /// at all.
    public mutating func ask(_ command: BMCCommand, host: Int) -> (number: UInt32, due: SimTime) {
        count += 1
        open.updateValue(nil, forKey: count)
        take(.ask(command, host: host, number: count))
        return (count, time + world.answerDuration(of: command, host: host, occurrence: count))
    }

    /// Takes the answer to a command; nil while there is none.
    public mutating func takeAnswer(_ number: UInt32) -> Result<BMCReply, BMCError>? {
        guard let answer = open[number] ?? nil else { return nil }
        open.removeValue(forKey: number)
        return answer
    }

    /// Takes what departed for real equipment since this was last called.
    public mutating func takeDepartures() -> [Departure] {
        defer { departures = [] }
        return departures
    }

    /// Gives up waiting for the answer to a command.
    public mutating func forget(_ number: UInt32) { open.removeValue(forKey: number) }

    /// When the BMC of a host answers what is only read and asked now, if it answers at all.
    public func answerTime(host: Int, occurrence: UInt32) -> SimTime {
        time + world.answerDuration(of: .readPower, host: host, occurrence: occurrence)
    }

    /// What the BMC of a host answers now to a command that only reads; nil when nothing answers. What it has
    /// answered before holds for as long as it sees the same.
    public mutating func read(_ command: BMCCommand, host: Int) -> Result<BMCReply, BMCError>? {
        guard let seen = world.sight(host: host) else { return nil }
        return seen.map { sight in
            if known[host]?.sight != sight { known[host] = KnownAnswers(sight: sight) }
            if let answer = known[host]?.answers.first(where: { $0.command == command }) {
                return answer.reply
            }
            let reply = world.answer(command, sight, host: host)
            known[host]?.answers.append((command, reply))
            return reply
        }
    }

    /// Watches from now on for changes of what BMCs tell, or no longer.
    public mutating func setWatching(_ isOn: Bool) {
        guard isOn != (watch != nil) else { return }
        watch = nil
        guard isOn else { return }
        watch = BMCWatch(
            seen: world.lastEntry, sights: (0..<hostCount).map { try? world.sight(host: $0)?.get() },
            systems: (0..<hostCount).map { system($0) })
    }

    /// Takes what has changed since this was last called, in order.
    public mutating func takeChanges() -> [BMCChange] {
        guard let changes = watch?.changes, !changes.isEmpty else { return [] }
        watch?.changes = []
        return changes
    }

    private mutating func lookForChanges() {
        guard let seen = watch?.seen, world.lastEntry > seen else { return }
        let hasChanged = world.hasEquipmentChanged(after: seen)
        watch?.seen = world.lastEntry
        if hasChanged { lookAtAll() }
    }

    private mutating func lookAtAll() {
        guard watch != nil else { return }
        for host in 0..<hostCount {
            let sight = try? world.sight(host: host)?.get()
            guard watch?.sights[host] != sight else { continue }
            let (before, after) = (watch?.systems[host], system(host))
            watch?.sights[host] = sight
            watch?.systems[host] = after
            let change = BMCChange(
                host: host, time: world.civilTime(world.now), before: before ?? nil, after: after)
            watch?.changes.append(change)
        }
    }

    /// What the BMC of a host tells of it; nil when it tells nothing.
    private mutating func system(_ host: Int) -> BMCSystem? {
        guard case .success(.system(let system)) = read(.readSystem, host: host) else { return nil }
        return system
    }

    /// Lets happen again what happened in another world of the same template and seed, up to `end`.
    public static func replay(
        _ requests: [LiveRequest], in world: consuming World, until end: SimTime
    ) -> LiveWorld {
        var live = LiveWorld(world)
        for each in requests {
            live.advance(to: each.time - SimDuration(nanoseconds: 1))
            live.time = each.time
            live.requests.append(each)
            live.world.post(each.request, at: each.time)
            live.advance(to: each.time)
        }
        live.advance(to: end)
        return live
    }
}
