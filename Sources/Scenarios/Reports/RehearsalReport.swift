public import Controllers
public import Kubernetes
public import Simulation
import Twin

/// The answer of a rehearsal, computed once for text and JSON alike.
public struct RehearsalReport: Sendable {
    /// A step of the plan, or a service of OpenStack.
    public struct Step: Sendable {
        public var id: String
        public var name: String
        public var users: String
        public var workloads: String
        /// Over all runs that completed the step; nil when none did. Of a step that was under way, the rest.
        public var duration: Quantiles?
        /// How far it was in the input.
        public var before: UpdateStepState
        /// In the median run.
        public var timing: StepTiming?
        /// What it waited for in the median run, longest first.
        public var waits: [WaitSum]
    }

    /// Waits of one rule, added up.
    public struct WaitSum: Hashable, Sendable {
        public var rule: WaitRule
        /// The holder of the longest one.
        public var holder: String
        public var count: Int
        public var total: SimDuration
        public var longest: SimDuration
        /// Whether one of them never ended.
        public var isOpen: Bool
        /// The entry of the longest one.
        public var entry: EntryID
    }

    /// A time frame that the update should fit.
    public struct Window: Hashable, Sendable {
        public var length: SimDuration
        /// How many of the runs were complete within it.
        public var fitting: Int
        public var runs: Int
    }

    public let rehearsal: Rehearsal
    public let steps: [Step]
    /// The services of OpenStack, as the median run came to them; empty where OpenStack is not modelled.
    public let openStack: [Step]
    /// The duration of the whole, over the runs that completed; nil when none did.
    public let total: Quantiles?
    public let window: Window?
    public let path: CriticalPath
    public let contributors: [Contributor]
    public let blockers: [WaitSum]
    public let timelines: [MachineTimeline]
    /// What the vendor's formula says of an update; nil for an upgrade of OpenStack alone.
    public let formula: VendorFormula?
    /// What users and monitoring notice of the median run.
    public let tenants: TenantView
    /// How long each service serves nobody, over all runs that completed; in the order of `tenants`.
    public let unavailable: [String: Quantiles]
    /// When alerts of the cloud's UpdateAutoPause pause the median run.
    public let pauses: [UpdatePause]
    /// The faults that did nothing in the median run.
    public let idleFaults: [IdleFault]
    /// What tenants notice in the median run.
    public let instances: InstanceImpact
    /// The command that replays the rehearsal.
    public let replay: String

    /// Computes the report. `window` is the length of the maintenance window; `density` the instances a
    /// compute.
    public init(_ rehearsal: Rehearsal, window: SimDuration?, density: Int, replay: String) {
        self.rehearsal = rehearsal
        self.replay = replay
        let run = rehearsal.median
        idleFaults = IdleFault.all(in: run)
        instances = InstanceImpact(run)
        let completed = rehearsal.summaries.filter { $0.outcome == .completed }
        total = Quantiles(completed.map(\.total))
        self.window = window.map { length in
            Window(
                length: length, fitting: completed.count { $0.end <= length }, runs: rehearsal.summaries.count
            )
        }
        let text = EntryText(names: run.names, calendar: run.calendar)
        let waits = Wait.all(run)
        let span = UpdateSpan(run)
        let before = StepsBefore(rehearsal.template)
        let timings = StepTiming.all(run, underWay: before.underWay)
        steps = (rehearsal.plan?.spec.steps ?? []).map { step in
            let timing = timings.first { $0.id == step.id }
            return Step(
                id: step.id, name: step.name, users: step.impact.users, workloads: step.impact.workloads,
                duration: Quantiles(
                    rehearsal.summaries.compactMap { $0.steps.first { $0.id == step.id }?.duration }),
                before: before.completed.contains(step.id)
                    ? .completed : before.underWay.contains(step.id) ? .inProgress : .notStarted,
                timing: timing,
                waits: timing.map {
                    Self.sums(waits, from: $0.start, to: $0.end ?? span.end, text)
                        .filter { $0.rule.form != .otherRelease }
                } ?? [])
        }
        openStack = StepTiming.openStack(run).map { timing in
            Step(
                id: timing.id, name: timing.id, users: "", workloads: "",
                duration: Quantiles(
                    rehearsal.summaries.compactMap { run in
                        run.openStack.first { $0.id == timing.id }?.duration
                    }),
                before: .notStarted, timing: timing,
                waits: Self.sums(waits, from: timing.start, to: timing.end ?? span.end, text))
        }
        path = CriticalPath(run, to: span.endEntry)
        contributors = Contributor.of(path)
        let all = Self.sums(waits, from: .zero, to: span.end, text)
        blockers = all.filter { $0.isOpen || !$0.rule.form.isRoutine }
        timelines = MachineTimeline.all(run)
        tenants = TenantView(run, rehearsal.template, from: span.start)
        unavailable = Self.unavailable(completed)
        pauses = UpdatePause.all(run, underWay: before.underWay)
        let isUpdate = rehearsal.template.openStackRequest == nil
        formula = isUpdate ? VendorFormula(rehearsal.template, density: density) : nil
    }

    /// What is to be known besides: of the cloud, and of the faults that were asked for.
    var notes: [String] {
        rehearsal.template.notes
            + idleFaults.map { "--fault \($0.fault): it did nothing in the median run, \($0.reason)" }
    }

    private static func unavailable(_ runs: [RunSummary]) -> [String: Quantiles] {
        var lengths: [String: [SimDuration]] = [:]
        for run in runs {
            for service in run.services { lengths[service.name, default: []].append(service.unavailable) }
        }
        return lengths.compactMapValues { Quantiles($0) }
    }

    /// Waits that overlap a time, by rule, with the time that lies within it.
    private static func sums(
        _ waits: [Wait], from start: SimTime, to end: SimTime, _ text: EntryText
    ) -> [WaitSum] {
        var sums: [WaitSum] = []
        var places: [WaitRule: Int] = [:]
        for wait in waits {
            let (from, until) = (max(wait.start, start), min(wait.end ?? end, end))
            guard until > from else { continue }
            let length = until - from
            let isOpen = wait.end == nil
            if let index = places[wait.rule] {
                sums[index].count += 1
                sums[index].total += length
                sums[index].isOpen = sums[index].isOpen || isOpen
                if length > sums[index].longest {
                    sums[index].longest = length
                    sums[index].holder = text.subject(wait.holder)
                    sums[index].entry = wait.entry
                }
            } else {
                places[wait.rule] = sums.count
                sums.append(
                    WaitSum(
                        rule: wait.rule, holder: text.subject(wait.holder), count: 1, total: length,
                        longest: length, isOpen: isOpen, entry: wait.entry))
            }
        }
        return sums.sorted { ($1.total, $0.rule.text) < ($0.total, $1.rule.text) }
    }
}
