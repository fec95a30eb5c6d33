import Controllers
import Kubernetes
import Simulation
public import Twin

extension RunDriver {
    /// Runs a scenario with one of its seeds to its end.
    ///
    /// Beyond its goal a run goes on until nothing is to come from outside, no fault is on and everything has
    /// come to rest. The outcome is what the driver says; what does not hold makes it a violation.
    public static func record(_ scenario: Scenario, _ template: WorldTemplate, seed: UInt64) -> ScenarioRun {
        var driver = driver(of: scenario, template, seed: seed)
        guard var outcome = driver.run() else { preconditionFailure("a run without a bound has not ended") }
        let reached = outcome == .completed ? driver.world.now : nil
        if outcome == .completed, scenario.lasts == nil,
            let violation = driver.rest(isUpdate: scenario.until == nil)
        {
            outcome = .violated(violation)
        }
        let (ended, faultCount) = (driver.world.now, driver.world.faultCount)
        let isDeployment = template.isDeployment && scenario.until == nil
        var results = [
            driver.outcomeResult(
                outcome, wanted: scenario.outcome, isDeployment: isDeployment, reached: reached)
        ]
        results += driver.watch.properties.results(at: ended, faultsEnd: driver.watch.director.faultsEnd)
        if !scenario.options.tenantExpectations.isEmpty {
            let view = TenantView(driver.fork().recorded(outcome), template, until: ended)
            results += scenario.options.tenantExpectations.map { $0.result(view) }
        }
        if case .violated(let violation) = outcome {
            // The run ended there: what had not come yet is not judged.
            results.removeAll { !$0.isHeld }
            results.insert(
                PropertyResult(
                    kind: .always, name: violation.property, isHeld: false, reason: violation.problem,
                    entry: violation.entry), at: 0)
        } else if let broken = results.first(where: { !$0.isHeld }) {
            outcome = .violated(
                Violation(
                    property: PropertyWatch.plain(broken.name), entry: broken.entry ?? driver.watch.seen,
                    problem: broken.reason))
        }
        return ScenarioRun(
            results: results, faultCount: faultCount, lastFaultEnd: driver.watch.director.faultsEnd,
            beats: scenario.lasts == nil ? [] : driver.world.beats(until: ended),
            recorded: driver.recorded(outcome))
    }

    /// A driver at the beginning of a scenario, with one of its seeds; it ends at the scenario's goal.
    public static func driver(
        of scenario: Scenario, _ template: WorldTemplate, seed: UInt64
    ) -> RunDriver {
        var options = scenario.options
        options.seed = seed
        let goal = scenario.until.map { Goal($0) } ?? scenario.lasts.map { Goal(after: $0) }
        return RunDriver(template, options, goal: goal)
    }

    /// Whether the run ended as it was to.
    private func outcomeResult(
        _ outcome: RunOutcome, wanted: RunOutcome, isDeployment: Bool, reached: SimTime?
    ) -> PropertyResult {
        let isStuck = [.stuck, .timedOut].contains(outcome)
        let isHeld = wanted == .stuck ? isStuck : outcome == .completed
        let time = ((reached ?? world.now) - .zero).readable
        var reason =
            switch outcome {
            case .completed: "it was complete after \(time)"
            case .stuck: "it stood still after \(time)"
            case .timedOut: "it was given up after \(watch.options.limit.readable), the limit"
            case .livelocked, .violated: "it \(outcome.word) after \(time)"
            }
        let wait = isStuck ? oldestWait : nil
        if let wait {
            let kernel = world.state.substrate.kernel
            reason += "; " + EntryText(names: kernel.names, calendar: kernel.calendar).sentence(wait.entry)
        }
        return PropertyResult(
            kind: wanted == .stuck ? .sometimes : .eventually,
            name: wanted == .stuck
                ? "the run stands still"
                : isDeployment ? ScenarioRun.deployment : "the run reaches its goal", isHeld: isHeld,
            reason: reason, entry: wait?.id)
    }

    /// The oldest wait that is on: what holds a run that stands still. Nil when there is none.
    private var oldestWait: (id: EntryID, entry: Entry)? {
        var waits: [(id: EntryID, entry: Entry)] = []
        for number in 1...max(watch.seen.number, 1) {
            let id = EntryID(number: number)
            guard let entry = entry(id) else { continue }
            if entry.kind == SimulationEntry.waitBegan.kind {
                waits.append((id, entry))
            } else if entry.kind == SimulationEntry.waitEnded.kind {
                waits.removeAll { $0.entry.subject == entry.subject && $0.entry.value == entry.value }
            }
        }
        return waits.first
    }

    /// Lets a run that has reached its goal go on until all that is to come has come, and everything has come
    /// to rest. Answers what does not hold, or nil. What is left is judged when the goal was the update's and
    /// no fault is on; after another goal nothing comes to rest yet.
    private mutating func rest(isUpdate: Bool) -> Violation? {
        let length = isUpdate ? Self.settling : .zero
        var end = world.now + length
        while let next = world.nextTime {
            if let message = world.state.inbox.nextTime { end = max(end, message + length) }
            guard next <= end, next <= .zero + watch.options.limit, world.step() else { break }
            if case .violated(let violation) = look() { return violation }
        }
        guard isUpdate, world.faultCount == 0, let problem = watch.endState.problems(world).first else {
            return nil
        }
        return Violation(property: EndStateChecker.property, entry: watch.seen, problem: problem)
    }
}
