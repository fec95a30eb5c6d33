public import HardwareInterfaces
public import Simulation
public import Twin

/// Lets a world run by a clock, and clients outside act upon it.
///
/// At a pace of N, the present is N times what the clock shows, and a client waits as long as the BMC takes,
/// divided by N. At pace `fast`, nothing happens but what open requests need: each lets time go on to its own
/// answer, and the world waits for the next one.
public actor LiveDriver {
    private var live: LiveWorld
    private let pace: Pace
    private let clock: any LiveClock
    /// Counts what was only read, for the durations of answers.
    private var reads: UInt32 = 1 << 30
    /// How long a client waits for a BMC that does not answer.
    /// Source: openstack/sushy sushy/connector.py (60 s).
    public static let timeout = SimDuration.seconds(60)

    /// Drives a world from its beginning.
    public init(_ world: consuming World, pace: Pace, clock: any LiveClock = WallClock()) {
        live = LiveWorld(world)
        self.pace = pace
        self.clock = clock
    }

    /// The names of the hosts, by index.
    public var hostNames: [String] { (0..<live.hostCount).map { live.hostName($0) } }

    /// The present.
    public var time: SimTime {
        catchUp()
        return live.time
    }

    /// Civil time of the present as RFC 3339 in UTC.
    public var civilTime: String {
        catchUp()
        return live.civilTime
    }

    /// What was taken from outside so far.
    public var requests: [LiveRequest] { live.requests }

    /// The fingerprint of all that has happened, and how many entries the journal has.
    public var journal: (fingerprint: Fingerprint, count: Int) { (live.fingerprint, live.entryCount) }

    /// Lets the world take a request, such as a fault, at a time to come.
    public func plan(_ request: Request, at time: SimTime) { live.plan(request, at: time) }

    /// Lets the world take a request now.
    public func take(_ request: Request) {
        catchUp()
        live.take(request)
    }

    /// Carries out a command at the BMC of a host, and waits for the answer.
    public func perform(_ command: BMCCommand, host: Int) async -> Result<BMCReply, BMCError> {
        guard (0..<live.hostCount).contains(host) else { return .failure(.unreachable) }
        catchUp()
        let begin = live.time
        let number: UInt32
        let due: SimTime
        if command.isRead {
            reads &+= 1
            (number, due) = (0, live.answerTime(host: host, occurrence: reads))
        } else {
            (number, due) = live.ask(command, host: host)
        }
        let end = begin + Self.timeout
        await pass(until: min(due, end))
        if due <= end {
            if let answer = command.isRead ? live.read(command, host: host) : live.takeAnswer(number) {
                return answer
            }
            await pass(until: end)
        }
        live.forget(number)
        return .failure(.unreachable)
    }

    /// Lets time go on to `end`.
    private func pass(until end: SimTime) async {
        switch pace {
        case .fast: live.advance(to: end)
        case .times:
            // A client that no longer waits is answered at once.
            try? await clock.sleep(until: pace.elapsed(at: end))
            catchUp()
        }
        drain()
    }

    /// Lets all happen that the clock says has happened.
    private func catchUp() {
        guard pace != .fast else { return }
        live.advance(to: pace.time(at: clock.elapsed))
    }

    /// Forgets the full blocks of the journal: the fingerprint covers them.
    private func drain() { _ = live.drain() }
}
