import Controllers
public import Kubernetes
import Simulation
public import Twin

/// Drives a world through an update, as fast as it goes.
public struct RunDriver: ~Copyable {
    /// The world.
    public var world: World
    private let options: RunOptions
    private var blocks: [JournalBlock] = []
    private var seen: Int = 0
    private var lastProgress = SimTime.zero
    private let cluster: Subject

    /// A driver of a fresh world: the operator commences as soon as there are plans, 5 s after the beginning.
    public init(_ template: WorldTemplate, _ options: RunOptions) {
        self.options = options
        world = World(
            template, seed: options.seed, tieFuzz: options.tieFuzz, drawsUnknown: options.drawsUnknown)
        cluster = Subject(
            kind: ClusterSpec.kind.subjectKind,
            name: world.substrate.kernel.names.find(template.cluster) ?? .empty)
        world.inbox.post(
            .commence(target: template.target.metadata.name, steps: options.steps), at: .zero + .seconds(5))
        for (number, fault) in options.faults.enumerated() {
            world.inbox.post(.begin(fault, number: number), at: .zero + fault.start)
            if let length = fault.length {
                world.inbox.post(.end(number: number), at: .zero + fault.start + length)
            }
        }
    }

    /// Lets so many events happen at most; answers how the run ended, or nil while it goes on.
    public mutating func run(events: Int = .max) -> RunOutcome? {
        var left = events
        while left > 0 {
            left -= 1
            guard let next = world.nextTime else { return end(.stuck, SimulationEntry.runSettled) }
            if next > .zero + options.limit { return end(.timedOut, SimulationEntry.runTimedOut) }
            if next - lastProgress > options.stuckAfter { return end(.stuck, SimulationEntry.runSettled) }
            guard world.step() else {
                return world.nextTime == nil ? end(.stuck, SimulationEntry.runSettled) : .livelocked
            }
            if let outcome = look() { return outcome }
        }
        return nil
    }

    /// Looks at what was journaled since: full blocks are taken away, the goal is noticed.
    private mutating func look() -> RunOutcome? {
        let count = world.substrate.kernel.journal.count
        guard count > seen else { return nil }
        var isThere = false
        for number in seen..<count {
            guard let entry = world.substrate.kernel.journal.recent(EntryID(number: UInt32(number + 1)))
            else {
                continue
            }
            if let progress = Self.progress(entry) { lastProgress = max(lastProgress, progress) }
            if entry.kind == LCMEntry.releaseReached.kind, entry.subject == cluster { isThere = true }
        }
        seen = count
        if !world.substrate.kernel.journal.sealed.isEmpty {
            blocks += world.substrate.drainJournal()
        }
        return isThere ? .completed : nil
    }

    /// Until when an entry shows that the update goes on; nil when it shows nothing. Attempts, waits and what
    /// pods do are no progress.
    private static func progress(_ entry: Entry) -> SimTime? {
        guard let word = LCMEntry(rawValue: entry.kind.rawValue) else { return nil }
        switch word {
        case .activityBegan:
            return entry.subject.kind == PodSpec.kind.subjectKind
                ? nil : entry.time + SimDuration(nanoseconds: entry.value)
        case .planStarted, .planCompleted, .stepStarted, .stepCompleted, .stepCommenced, .updateTriggered,
            .machineAdmitted, .machineReleased, .itemsAssigned, .itemFinished, .agentUpgraded,
            .rebootCompleted,
            .drained, .uncordoned, .lockReleased, .lockTaken, .helmReleased, .releaseReached:
            return entry.time
        default: return nil
        }
    }

    private mutating func end(_ outcome: RunOutcome, _ word: SimulationEntry) -> RunOutcome {
        world.substrate.endRun(word)
        return outcome
    }

    /// The run with its journal, once it has ended.
    public consuming func recorded(_ outcome: RunOutcome) -> RecordedRun {
        blocks += world.substrate.closeJournal()
        return RecordedRun(
            seed: options.seed, outcome: outcome, fingerprint: world.substrate.kernel.journal.fingerprint,
            names: world.substrate.kernel.names, calendar: world.substrate.kernel.calendar, blocks: blocks,
            events: world.eventCount)
    }

    /// Runs a world of `template` to its end; answers the plan too, as the run left it.
    public static func recordWithPlan(
        _ template: WorldTemplate, _ options: RunOptions
    ) -> (run: RecordedRun, plan: ClusterUpdatePlan?) {
        var driver = RunDriver(template, options)
        guard let outcome = driver.run() else { preconditionFailure("a run without a bound has not ended") }
        let plan = driver.world.substrate.plan(to: template.target.metadata.name)
        return (driver.recorded(outcome), plan)
    }

    /// Runs a world of `template` to its end.
    public static func record(_ template: WorldTemplate, _ options: RunOptions) -> RecordedRun {
        var driver = RunDriver(template, options)
        guard let outcome = driver.run() else { preconditionFailure("a run without a bound has not ended") }
        return driver.recorded(outcome)
    }
}
