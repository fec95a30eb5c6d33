import Controllers
public import Kubernetes
public import Simulation
public import Twin

/// Drives a world towards a goal, as fast as it goes, and has observers look at all that happens.
public struct RunDriver: ~Copyable, Sendable {
    /// The world.
    public var world: World
    var watch: RunWatch

    /// For how long worlds go on after the goal: what is due last, pods that start anew, takes minutes.
    public static let settling = SimDuration.hours(6)

    /// A driver of a fresh world. Without a goal it is the update's; without observers they are those of
    /// properties that always hold.
    public init(
        _ template: WorldTemplate, _ options: RunOptions, goal: Goal? = nil,
        observers: [any RunObserver]? = nil
    ) {
        var template = template
        if options.mayApply(UpdateAutoPauseSpec.kind) { template.watchesAlerts = true }
        world = World(
            template, seed: options.seed, tieFuzz: options.tieFuzz, drawsUnknown: options.drawsUnknown,
            ticks: options.ticks)
        world.state.substrate.estate.openStackSettings.fixes = options.openStackFixes
        if let speed = options.hardwareLives { world.drawLives(speed: speed, length: options.limit) }
        watch = RunWatch(
            template, options, goal: goal ?? .usual(template),
            observers: observers ?? Checks.always(template),
            endState: EndStateChecker(template, before: world))
        watch.begin(world)
        post()
    }

    private init(_ world: consuming World, _ watch: RunWatch) {
        self.world = world
        self.watch = watch
    }

    /// A second run that goes on from here by itself. Costs what either changes later, not what exists; the
    /// journal so far is shared.
    public borrowing func fork() -> RunDriver { RunDriver(world.fork(), watch) }

    /// Lets so many events happen at most, none after `time`; answers how the run ended, or nil while it goes
    /// on.
    public mutating func run(events: Int = .max, until time: SimTime = .never) -> RunOutcome? {
        var left = events
        let goalTime = watch.goal.time
        let (limit, stuckAfter) = (SimTime.zero + watch.options.limit, watch.options.stuckAfter)
        while left > 0 {
            left -= 1
            let nextTime = world.nextTime
            if let goalTime, nextTime ?? .never > goalTime {
                guard goalTime <= time else { return nil }
                world.state.substrate.kernel.now = goalTime
                return .completed
            }
            guard let next = nextTime else { return end(.stuck, SimulationEntry.runSettled) }
            if next > limit { return end(.timedOut, SimulationEntry.runTimedOut) }
            // While something is to come from outside, it may yet get on.
            if goalTime == nil, next - watch.lastProgress > stuckAfter, world.state.inbox.count == 0 {
                return end(.stuck, SimulationEntry.runSettled)
            }
            if next > time { return nil }
            guard world.step() else {
                return world.nextTime == nil ? end(.stuck, SimulationEntry.runSettled) : .livelocked
            }
            if let outcome = look() { return outcome }
        }
        return nil
    }

    /// Runs to the end, and keeps the run at its beginning and each `interval` later.
    public mutating func run(checkpointEvery interval: SimDuration, _ keep: (Checkpoint) -> Void)
        -> RunOutcome
    {
        precondition(interval > .zero, "checkpoints come after a while, not \(interval)")
        var time = world.now
        while true {
            keep(Checkpoint(fork()))
            time = max(time + interval, world.nextTime ?? time)
            if let outcome = run(until: time) { return outcome }
        }
    }

    /// Lets a run that has reached its goal go on until everything else has come to rest too. Answers what
    /// does not hold, or nil. What faults leave behind is not judged unless all were over at the goal.
    public mutating func settle() -> Violation? {
        let isJudged = world.faultCount == 0 && world.state.inbox.count == 0
        let end = world.now + Self.settling
        while let next = world.nextTime, next <= end, world.step() {
            if case .violated(let violation) = look() { return violation }
        }
        guard isJudged, let problem = watch.endState.problems(world).first else { return nil }
        return Violation(property: EndStateChecker.property, entry: watch.seen, problem: problem)
    }

    /// Looks at what was journaled since, and takes full blocks away.
    mutating func look() -> RunOutcome? {
        let last = world.lastEntry
        guard last > watch.seen else { return nil }
        let outcome = watch.look(world, until: last)
        post()
        if !world.state.substrate.kernel.journal.sealed.isEmpty {
            watch.blocks += world.state.substrate.drainJournal()
        }
        return outcome
    }

    /// Asks of the world what the timeline and the operator want.
    private mutating func post() {
        for (request, time) in watch.director.takeRequests() {
            world.state.inbox.post(request, at: max(time, world.now))
        }
    }

    private mutating func end(_ outcome: RunOutcome, _ word: SimulationEntry) -> RunOutcome {
        world.state.substrate.endRun(word)
        return outcome
    }

    /// An entry of the run so far, also from before a fork; nil when there is none of this number.
    public func entry(_ id: EntryID) -> Entry? {
        let place = Int(id.number) - 1
        let block = place / JournalBlock.capacity
        guard place >= 0, block < watch.blocks.count else {
            return world.state.substrate.kernel.journal.entry(id)
        }
        return watch.blocks[block].entries[place % JournalBlock.capacity]
    }

    /// The run with its journal, once it has ended.
    public consuming func recorded(_ outcome: RunOutcome) -> RecordedRun {
        watch.blocks += world.state.substrate.closeJournal()
        return RecordedRun(
            seed: watch.options.seed, outcome: outcome,
            fingerprint: world.state.substrate.kernel.journal.fingerprint,
            names: world.state.substrate.kernel.names,
            calendar: world.state.substrate.kernel.calendar, blocks: watch.blocks, events: world.eventCount,
            faults: watch.director.faultSpans)
    }

    /// Runs a world of `template` to its end; answers the plan too, as the run left it.
    ///
    /// A completed run is let go on in a fork until everything has come to rest. Where something does not
    /// hold there, that fork is the run.
    public static func recordWithPlan(
        _ template: WorldTemplate, _ options: RunOptions
    ) -> (run: RecordedRun, plan: ClusterUpdatePlan?) {
        var driver = RunDriver(template, options)
        guard let outcome = driver.run() else { preconditionFailure("a run without a bound has not ended") }
        let plan = template.target.flatMap { driver.world.state.substrate.plan(to: $0.metadata.name) }
        if outcome == .completed {
            var rest = driver.fork()
            if let violation = rest.settle() { return (rest.recorded(.violated(violation)), plan) }
        }
        return (driver.recorded(outcome), plan)
    }

    /// Runs a world of `template` to its end, as `recordWithPlan` does.
    public static func record(_ template: WorldTemplate, _ options: RunOptions) -> RecordedRun {
        recordWithPlan(template, options).run
    }
}
