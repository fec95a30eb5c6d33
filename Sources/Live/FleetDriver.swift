public import HardwareClients
import HardwareInterfaces
public import Simulation
public import Twin

/// Lets a world run whose BMCs are in part real: hands out what departs, and brings in what arrives.
///
/// At a pace of N, the present is N times what the clock shows. At pace `fast`, time goes on to what is due
/// next as long as no request is open; while one is, the present is at most as far beyond its departure as
/// the clock has gone on since, up to its time-out.
public actor FleetDriver {
    /// A request that went out.
    private struct Request {
        /// When, in the world and on the clock.
        var time: SimTime
        var elapsed: SimDuration
        /// When the world no longer waits for it.
        var deadline: SimTime
        var task: Task<Void, Never>
    }

    private var live: LiveWorld
    private let client: any BMCClient
    private let pace: Pace
    private let clock: any LiveClock
    /// The requests that no answer has come to, by their numbers.
    private var open: [UInt32: Request] = [:]
    /// What has arrived and was not brought in yet, in order.
    private var arrived: [Arrival] = []
    /// Resumed when something arrives or a sleep is over.
    private var waiter: CheckedContinuation<Void, Never>?
    private var isStopped = false
    /// Told of what the world has taken, before anything that follows from it departs.
    private let taken: @Sendable (LiveRecording.Line, Fingerprint) -> Void

    /// Drives a world from its beginning. `taken` is told of each answer that the world took, with the
    /// fingerprint of all that has happened by then, before what follows from it goes out.
    public init(
        _ world: consuming World, client: any BMCClient, pace: Pace, clock: any LiveClock = WallClock(),
        taken: @escaping @Sendable (LiveRecording.Line, Fingerprint) -> Void = { _, _ in }
    ) {
        live = LiveWorld(world)
        self.client = client
        self.pace = pace
        self.clock = clock
        self.taken = taken
    }

    /// The present.
    public var time: SimTime { live.time }

    /// What was taken from outside so far.
    public var requests: [LiveRequest] { live.requests }

    /// The fingerprint of all that has happened, and how many entries the journal has.
    public var journal: (fingerprint: Fingerprint, count: Int) { (live.fingerprint, live.entryCount) }

    /// Whether the world goes on no more: too much has happened at one instant.
    public var isStuck: Bool { live.isStuck }

    /// The journal with all its names; the world goes on no more afterwards.
    public func close() -> LiveJournal { live.close() }

    /// Ends `run` soon, as if its end had come.
    public func stop() {
        isStopped = true
        wake()
    }

    /// Lets all happen that is due up to `end`, and what real equipment has to do with it. What it has not
    /// answered by then is given up.
    public func run(until end: SimTime) async {
        while !live.isStuck, !isStopped {
            bringIn(until: end)
            sendOut()
            let next = min(live.nextTime ?? .never, end)
            if next <= limit(until: end) {
                live.advance(to: next)
                if live.time >= end, live.nextTime ?? .never > end { break }
            } else {
                await wait(for: next)
            }
        }
        for request in open.values { request.task.cancel() }
        open = [:]
    }

    /// Brings in what has arrived: what took a while arrives as much later.
    private func bringIn(until end: SimTime) {
        guard !arrived.isEmpty else { return }
        if live.time < limit(until: end) { live.advance(to: limit(until: end)) }
        for arrival in arrived where live.time < end {
            open[arrival.number] = nil
            live.take(.answer(arrival))
            if let line = live.requests.last.flatMap(LiveRecording.Line.init) {
                taken(line, live.fingerprint)
            }
        }
        arrived = []
    }

    private func sendOut() {
        for departure in live.takeDepartures() {
            let client = client
            let task = Task {
                let result: Result<BMCReply, BMCError>
                do throws(BMCError) {
                    result = .success(try await client.perform(departure.command, on: departure.bmc))
                } catch {
                    result = .failure(error)
                }
                self.arrive(Arrival(number: departure.number, result: result))
            }
            open[departure.number] = Request(
                time: live.time, elapsed: clock.elapsed, deadline: live.time + departure.timeout, task: task)
        }
    }

    private func arrive(_ arrival: Arrival) {
        arrived.append(arrival)
        wake()
    }

    private func wake() {
        waiter?.resume()
        waiter = nil
    }

    /// How far time may go now.
    private func limit(until end: SimTime) -> SimTime {
        let elapsed = clock.elapsed
        switch pace {
        case .times: return min(end, pace.time(at: elapsed))
        case .fast:
            return open.values.filter { $0.deadline > live.time }
                .reduce(end) { min($0, $1.time + (elapsed - $1.elapsed)) }
        }
    }

    /// Waits until time may go on to `next`, or something arrives.
    private func wait(for next: SimTime) async {
        guard arrived.isEmpty, !isStopped else { return }
        let wall: SimDuration
        switch pace {
        case .times: wall = pace.elapsed(at: next)
        case .fast:
            wall = open.values.filter { $0.deadline > live.time }
                .reduce(.zero) { max($0, $1.elapsed + (next - $1.time)) }
        }
        let clock = clock
        let sleep = Task {
            // One that is cancelled has been woken.
            try? await clock.sleep(until: wall)
            if !Task.isCancelled { self.wake() }
        }
        await withCheckedContinuation { waiter = $0 }
        sleep.cancel()
    }
}
