public import Kubernetes
import Simulation
public import Twin

/// The answer to "how would this update go": one run in full, and many in summary.
public struct Rehearsal: Sendable {
    /// The cloud.
    public var template: WorldTemplate
    /// The run whose duration is the median, with its journal.
    public var median: RecordedRun
    /// All runs, in the order of their seeds.
    public var summaries: [RunSummary]
    /// Runs that did not complete, with their journals; a few at most.
    public var failed: [RecordedRun]
    /// The plan as the median run left it, with computed durations.
    public var plan: ClusterUpdatePlan?
    /// How much of the variance of the total is left, in hundredths, when all medians are taken as known: the
    /// share of what varies from one occurrence to the next; the rest is what we do not know. Nil for few
    /// runs.
    public var varyingPercent: Int?

    /// How many further runs tell what is unknown from what varies.
    static let runsForShares = 20

    /// At most so many failed runs are kept in full.
    public static let failedKept = 5

    /// Rehearses with `runs` seeds from `options.seed` on, on so many cores. `progress` is told how many are
    /// done.
    public static func run(
        _ template: WorldTemplate, _ options: RunOptions, runs: Int, cores: Int,
        progress: @Sendable (Int) -> Void = { _ in }
    ) async -> Rehearsal {
        let summaries = await summarise(template, options, runs: runs, cores: cores, progress: progress)
        let ordered = summaries.sorted { ($0.total, $0.seed) < ($1.total, $1.seed) }
        var chosen = options
        let completed = ordered.filter { $0.outcome == .completed }
        let pool = completed.isEmpty ? ordered : completed
        chosen.seed = pool[(pool.count - 1) / 2].seed
        let (median, plan) = RunDriver.recordWithPlan(template, chosen)
        var failed: [RecordedRun] = []
        for summary in summaries where summary.outcome != .completed && failed.count < failedKept {
            var again = options
            again.seed = summary.seed
            failed.append(summary.seed == median.seed ? median : RunDriver.record(template, again))
        }
        var share: Int?
        if runs >= runsForShares {
            var known = options
            known.drawsUnknown = false
            let others = await summarise(template, known, runs: runsForShares, cores: cores) { _ in }
            share = Variance.percent(of: others.map(\.total), in: summaries.map(\.total))
        }
        return Rehearsal(
            template: template, median: median, summaries: summaries, failed: failed,
            plan: plan.map { $0.withDurations(summaries) }, varyingPercent: share)
    }

    private static func summarise(
        _ template: WorldTemplate, _ options: RunOptions, runs: Int, cores: Int,
        progress: @Sendable (Int) -> Void
    ) async -> [RunSummary] {
        let before = StepsBefore(template)
        return await withTaskGroup(of: RunSummary.self) { group in
            var next = 0
            func add(_ group: inout TaskGroup<RunSummary>) {
                guard next < runs else { return }
                var each = options
                each.seed = options.seed &+ UInt64(next)
                next += 1
                group.addTask { [each] in RunSummary(RunDriver.record(template, each), template, before) }
            }
            for _ in 0..<max(cores, 1) { add(&group) }
            var summaries: [RunSummary] = []
            for await summary in group {
                summaries.append(summary)
                progress(summaries.count)
                add(&group)
            }
            return summaries.sorted { $0.seed &- options.seed < $1.seed &- options.seed }
        }
    }
}

extension RunSummary {
    /// The summary of a recorded run.
    init(_ run: RecordedRun, _ template: WorldTemplate, _ before: StepsBefore) {
        let span = UpdateSpan(run)
        let services = TenantView.services(run, template, from: span.start)
        self.init(
            seed: run.seed, fingerprint: run.fingerprint, outcome: run.outcome, total: span.duration,
            end: span.end - .zero, steps: StepTiming.all(run, underWay: before.underWay),
            openStack: StepTiming.openStack(run),
            services: services.filter(\.isAPI).map {
                Service(name: $0.name, unavailable: $0.unavailable)
            })
    }
}

extension ClusterUpdatePlan {
    /// The plan with the computed duration of each step in place of the estimate, and nothing begun.
    func withDurations(_ summaries: [RunSummary]) -> ClusterUpdatePlan {
        var plan = self
        plan.status = ClusterUpdatePlanStatus()
        for index in plan.spec.steps.indices {
            let id = plan.spec.steps[index].id
            let lengths = summaries.compactMap { $0.steps.first { $0.id == id }?.duration }
            guard let quantiles = Quantiles(lengths) else { continue }
            plan.spec.steps[index].duration.estimated = quantiles.median.description
            plan.spec.steps[index].duration.info =
                "computed from \(lengths.count) runs, 90 % between \(quantiles.low) and \(quantiles.high)"
            plan.spec.steps[index].commence = false
        }
        return plan
    }
}
