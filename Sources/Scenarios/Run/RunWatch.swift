import Controllers
import Kubernetes
import Simulation
import Twin

/// What a driver remembers of its run besides the world: what it is to reach, who looks on, and the journal
/// so far. A fork copies it whole.
struct RunWatch: Sendable {
    /// How the run goes.
    let options: RunOptions
    /// What must hold once everything has come to rest.
    let endState: EndStateChecker
    /// The blocks taken from the world, all full; forks share them.
    var blocks: [JournalBlock] = []
    /// The newest entry that was looked at.
    private(set) var seen = EntryID.none
    /// Until when the run is known to get on.
    private(set) var lastProgress = SimTime.zero

    /// What happens from outside.
    var director: Director
    /// What is expected of the run.
    var properties: PropertyWatch

    /// What ends the run well.
    let goal: Goal
    /// The kind of entry that can show it; nil when none can.
    private let goalKind: EntryKind?
    private var observers: [any RunObserver]
    /// Which of them look at an entry.
    private let interested: ObserverTable

    /// Watches for `goal`.
    init(
        _ template: WorldTemplate, _ options: RunOptions, goal: Goal, observers: [any RunObserver],
        endState: EndStateChecker
    ) {
        self.options = options
        director = Director(template, options)
        properties = PropertyWatch(options.properties)
        self.endState = endState
        self.goal = goal
        goalKind = goal.kind
        self.observers = observers
        interested = ObserverTable(observers.map(\.interest))
    }

    /// Looks at the world before its first event.
    mutating func begin(_ world: borrowing World) {
        for index in observers.indices { observers[index].begin(world) }
        properties.begin(world)
        director.begin(world)
    }

    /// Looks at the entries since the last time. The first violation counts, before the goal.
    mutating func look(_ world: borrowing World, until last: EntryID) -> RunOutcome? {
        // Taken out of the closure: with it in there, an optimised build (Swift 6.3) fails.
        let kind = goalKind
        var mayBeReached = false
        var violation: Violation?
        world.state.substrate.kernel.journal.forEach(after: seen) { id, entry in
            if Vocabularies.isProgress[Int(entry.kind.rawValue)], let until = Self.progress(entry) {
                lastProgress = max(lastProgress, until)
            }
            // What comes from outside may set going again what stood still.
            if entry.kind == SimulationEntry.inboxTaken.kind { lastProgress = max(lastProgress, entry.time) }
            if entry.kind == kind { mayBeReached = true }
            director.take(entry, world)
            if let broken = properties.take(id, entry, world), violation == nil { violation = broken }
            var left = interested.observers(of: entry)
            while left != 0 {
                let index = left.trailingZeroBitCount
                left &= left - 1
                guard let problem = observers[index].take(entry, world), violation == nil else { continue }
                violation = Violation(property: observers[index].property, entry: id, problem: problem)
            }
        }
        let isReached = mayBeReached && isGoalReached(world)
        seen = last
        if let violation { return .violated(violation) }
        return isReached ? .completed : nil
    }

    /// Whether an entry since the last time shows that the goal is reached. Apart, since few entries are of
    /// its kind.
    @inline(never)
    private func isGoalReached(_ world: borrowing World) -> Bool {
        let goal = goal
        var isReached = false
        world.state.substrate.kernel.journal.forEach(after: seen) { _, entry in
            if goal.isReached(by: entry, world.state.substrate.kernel.names) { isReached = true }
        }
        return isReached
    }

    /// Until when an entry of progress shows that work gets on: an activity for as long as it takes. What
    /// pods do is no progress.
    private static func progress(_ entry: Entry) -> SimTime? {
        if entry.subject.kind == PodSpec.kind.subjectKind { return nil }
        guard entry.kind == LCMEntry.activityBegan.kind else { return entry.time }
        return entry.time + SimDuration(nanoseconds: entry.value)
    }
}
