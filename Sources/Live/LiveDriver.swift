public import HardwareInterfaces
public import Simulation
import Synchronization
public import Twin

/// Lets a world run by a clock, and clients outside act upon it.
///
/// At a pace of N, the present is N times what the clock shows, and a client waits as long as the BMC takes,
/// divided by N. At pace `fast`, nothing happens but what open requests need: each lets time go on to its own
/// answer, and the world waits for the next one.
///
/// It is no actor: at pace `fast`, who asks has the answer at once, on the thread that it is on.
public final class LiveDriver: Sendable {
    /// Learns what has changed, in order, while the world waits: it must not ask the driver for anything.
    public typealias Listener = @Sendable ([BMCChange]) -> Void

    private struct State: ~Copyable {
        var live: LiveWorld
        /// Counts what was only read, for the durations of answers.
        var reads: UInt32 = 1 << 30
        var listeners: [Int: Listener] = [:]
        var listenerCount = 0
        /// Whether `keepUp` runs.
        var isKeepingUp = false
    }

    /// What is to be waited for.
    private struct Wait {
        /// The number of the command; nil when it only reads.
        var number: UInt32?
        var due: SimTime
        var end: SimTime
    }

    private let state: Mutex<State>
    private let pace: Pace
    private let clock: any LiveClock
    /// How long a client waits for a BMC that does not answer.
    /// Source: openstack/sushy sushy/connector.py (60 s).
    public static let timeout = SimDuration.seconds(60)
    /// How often it is looked what has happened, by the clock, while somebody listens: guess.
    static let interval = SimDuration.milliseconds(100)

    /// Drives a world from its beginning.
    public init(_ world: consuming World, pace: Pace, clock: any LiveClock = WallClock()) {
        state = Mutex(State(live: LiveWorld(world)))
        self.pace = pace
        self.clock = clock
    }

    /// The names of the hosts, by index.
    public var hostNames: [String] {
        state.withLock { state in (0..<state.live.hostCount).map { state.live.hostName($0) } }
    }

    /// The present.
    public var time: SimTime {
        state.withLock { state in
            catchUp(&state)
            return state.live.time
        }
    }

    /// Civil time of the present as RFC 3339 in UTC.
    public var civilTime: String {
        state.withLock { state in
            catchUp(&state)
            return state.live.civilTime
        }
    }

    /// What was taken from outside so far.
    public var requests: [LiveRequest] { state.withLock { $0.live.requests } }

    /// The fingerprint of all that has happened, and how many entries the journal has.
    public var journal: (fingerprint: Fingerprint, count: Int) {
        state.withLock { ($0.live.fingerprint, $0.live.entryCount) }
    }

    /// Lets the world take a request, such as a fault, at a time to come.
    public func plan(_ request: Request, at time: SimTime) {
        state.withLock { $0.live.plan(request, at: time) }
    }

    /// Lets the world take a request now.
    public func take(_ request: Request) {
        state.withLock { state in
            catchUp(&state)
            state.live.take(request)
            tell(&state)
        }
    }

    /// Carries out a command at the BMC of a host; `reply` gets the answer, before this returns where it need
    /// not be waited for.
    public func perform(
        _ command: BMCCommand, host: Int, reply: @escaping @Sendable (Result<BMCReply, BMCError>) -> Void
    ) {
        if pace == .fast {
            let result = state.withLock { state in
                guard let wait = begin(command, host: host, &state) else {
                    return Result<BMCReply, BMCError>.failure(.unreachable)
                }
                pass(until: min(wait.due, wait.end), &state)
                if let answer = answer(command, host: host, wait, &state) { return answer }
                pass(until: wait.end, &state)
                return giveUp(wait, &state)
            }
            return reply(result)
        }
        guard let wait = state.withLock({ begin(command, host: host, &$0) }) else {
            return reply(.failure(.unreachable))
        }
        Task {
            await sleep(until: min(wait.due, wait.end))
            if let answer = state.withLock({ answer(command, host: host, wait, &$0) }) {
                return reply(answer)
            }
            await sleep(until: wait.end)
            reply(state.withLock { giveUp(wait, &$0) })
        }
    }

    /// Carries out a command at the BMC of a host, and waits for the answer.
    public func perform(_ command: BMCCommand, host: Int) async -> Result<BMCReply, BMCError> {
        await withCheckedContinuation { continuation in
            perform(command, host: host) { continuation.resume(returning: $0) }
        }
    }

    private func begin(_ command: BMCCommand, host: Int, _ state: inout State) -> Wait? {
        guard (0..<state.live.hostCount).contains(host) else { return nil }
        catchUp(&state)
        let end = state.live.time + Self.timeout
        if command.isRead {
            state.reads &+= 1
            let due = state.live.answerTime(host: host, occurrence: state.reads)
            return Wait(number: nil, due: due, end: end)
        }
        let (number, due) = state.live.ask(command, host: host)
        return Wait(number: number, due: due, end: end)
    }

    /// The answer that is due; nil when there is none.
    private func answer(
        _ command: BMCCommand, host: Int, _ wait: Wait, _ state: inout State
    ) -> Result<BMCReply, BMCError>? {
        guard wait.due <= wait.end else { return nil }
        guard let number = wait.number else { return state.live.read(command, host: host) }
        return state.live.takeAnswer(number)
    }

    private func giveUp(_ wait: Wait, _ state: inout State) -> Result<BMCReply, BMCError> {
        if let number = wait.number { state.live.forget(number) }
        return .failure(.unreachable)
    }

    /// Lets the clock go on to `end`.
    private func sleep(until end: SimTime) async {
        // A client that no longer waits is answered at once.
        try? await clock.sleep(until: pace.elapsed(at: end))
        state.withLock { catchUp(&$0) }
    }

    /// Lets all happen that the clock says has happened.
    private func catchUp(_ state: inout State) {
        guard pace != .fast else { return }
        pass(until: pace.time(at: clock.elapsed), &state)
    }

    /// Lets time go on to `end`.
    private func pass(until end: SimTime, _ state: inout State) {
        state.live.advance(to: end)
        tell(&state)
        // The fingerprint covers the full blocks of the journal.
        _ = state.live.drain()
    }

    private func tell(_ state: inout State) {
        let changes = state.live.takeChanges()
        guard !changes.isEmpty else { return }
        for number in state.listeners.keys.sorted() { state.listeners[number]?(changes) }
    }

    /// Tells from now on what changes of what BMCs tell; answers the number for `unwatch`.
    public func watch(_ listener: @escaping Listener) -> Int {
        let (number, keepsUp) = state.withLock { state in
            catchUp(&state)
            state.live.setWatching(true)
            state.listenerCount += 1
            state.listeners[state.listenerCount] = listener
            // At pace `fast`, nothing happens of itself.
            defer { state.isKeepingUp = pace != .fast }
            return (state.listenerCount, state.isKeepingUp)
        }
        if pace != .fast, !keepsUp { Task { await keepUp() } }
        return number
    }

    /// Tells a listener nothing any more.
    public func unwatch(_ number: Int) {
        state.withLock { state in
            state.listeners[number] = nil
            if state.listeners.isEmpty { state.live.setWatching(false) }
        }
    }

    /// Looks what has happened, as long as somebody listens.
    private func keepUp() async {
        while state.withLock({ state in
            state.isKeepingUp = !state.listeners.isEmpty
            return state.isKeepingUp
        }) {
            // This task is never cancelled: it ends with the last listener.
            try? await clock.sleep(until: clock.elapsed + Self.interval)
            state.withLock { catchUp(&$0) }
        }
    }
}
