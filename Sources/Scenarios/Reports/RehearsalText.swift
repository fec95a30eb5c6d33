import Controllers
import Kubernetes
import Simulation
import Twin

/// A rehearsal's report for a terminal.
public struct RehearsalText {
    private let report: RehearsalReport
    private let width: Int
    private let allMachines: Bool
    private var lines: [String] = []

    /// The text of `report` in lines of about `width` characters; `allMachines` draws each machine however
    /// many there are, otherwise large clouds are drawn by group.
    public static func render(_ report: RehearsalReport, width: Int, allMachines: Bool) -> String {
        var text = RehearsalText(report: report, width: max(width, 72), allMachines: allMachines)
        text.head()
        text.steps()
        text.openStack()
        text.contributors()
        text.path()
        text.blockers()
        text.tenants()
        text.lines += report.instanceLines
        text.machines()
        text.tail()
        return text.lines.joined(separator: "\n") + "\n"
    }

    private init(report: RehearsalReport, width: Int, allMachines: Bool) {
        self.report = report
        self.width = width
        self.allMachines = allMachines
    }

    private mutating func head() {
        let template = report.rehearsal.template
        let summaries = report.rehearsal.summaries
        let nodes = template.nodes
        let managers = nodes.count(where: \.isManager)
        let groups = Set(nodes.compactMap(\.group)).count
        lines.append(template.title)
        lines.append(
            "  \(Self.counted(nodes.count, "machine")): \(Self.counted(managers, "manager")), "
                + "\(Self.counted(nodes.count - managers, "worker")) in \(Self.counted(groups, "group")); "
                + "management plane at \(template.kaasRelease.metadata.name)")
        if template.openStackRequest == nil {
            let certainty = template.edgeCertainty
            lines.append(
                "  The release graph has this hop (\(certainty))."
                    + (certainty == "verified"
                        ? "" : " It is not verified: check it against your own KaaSRelease object."))
        }
        for note in report.notes { wrap("  note: ", note) }
        lines.append("")
        let completed = summaries.count { $0.outcome == .completed }
        let what = template.openStackRequest == nil ? "The update" : "The upgrade"
        if let total = report.total {
            lines.append(
                summaries.count == 1
                    ? "\(what) takes \(total.median.readable) in the one run."
                    : "\(what) takes \(total.median.readable); 90 % of \(summaries.count) runs: "
                        + "\(total.low.readable) to \(total.high.readable).")
            if let varying = report.rehearsal.varyingPercent {
                lines.append(
                    "  Of that spread \(100 - varying) % is what we do not know (--timings narrows it), "
                        + "\(varying) % what varies from one time to the next.")
            }
            let run = UpdateSpan(report.rehearsal.median)
            let calendar = template.calendar
            lines.append(
                "  Begun \(calendar.local(run.start)), the median run ends \(calendar.local(run.end)) "
                    + "(\(calendar.zone)).")
        }
        if completed < summaries.count {
            let stuck = summaries.count - completed
            lines.append(
                "\(stuck) of \(summaries.count) runs did not complete"
                    + (stuck == summaries.count ? "." : "; what follows is of one that did."))
            violations(summaries)
        }
        if let window = report.window {
            let percent = window.fitting * 100 / max(window.runs, 1)
            let verdict =
                window.fitting == window.runs
                ? "fits" : window.fitting == 0 ? "does not fit" : "sometimes fits"
            lines.append(
                "It \(verdict) a window of \(window.length.readable): "
                    + "\(percent) % of the runs are complete within it.")
        }
        if let formula = report.formula {
            lines.append(
                "The vendor's older formula gives \(formula.total.readable) "
                    + "(\(formula.assumptions.joined(separator: ", "))).")
        }
        lines.append("")
    }

    /// The properties that did not hold, each with one run that shows it.
    private mutating func violations(_ summaries: [RunSummary]) {
        var told: Set<String> = []
        for summary in summaries {
            guard case .violated(let violation) = summary.outcome,
                told.insert(violation.property).inserted
            else { continue }
            wrap(
                "  violated: ",
                "\(violation.property): \(violation.problem) (seed \(summary.seed), "
                    + "entry \(violation.entry.number))")
        }
    }

    private mutating func steps() {
        guard report.rehearsal.template.openStackRequest == nil else { return }
        lines.append("Steps")
        var table = TextTable([.left, .right, .left, .left, .left])
        table.add("step", "median", "90 % of runs", "impact", "waited most for")
        for step in report.steps {
            let wait = step.waits.first.map { "\(Self.short($0.rule)) ≤ \($0.longest.readable)" }
            table.add(
                step.id, Self.length(step),
                step.duration.map { "\($0.low.readable) – \($0.high.readable)" } ?? "",
                "\(step.users)/\(step.workloads)", wait ?? "")
        }
        for line in table.lines() { lines.append(clip(line)) }
        lines.append("  impact: on users / on workloads, as the plan says")
        lines.append("")
    }

    private mutating func openStack() {
        guard !report.openStack.isEmpty else { return }
        lines.append("OpenStack, service by service")
        let calendar = report.rehearsal.median.calendar
        var table = TextTable([.left, .right, .left, .left, .left])
        table.add("service", "median", "90 % of runs", "began", "waited most for")
        for service in report.openStack {
            let wait = service.waits.first.map { "\(Self.short($0.rule)) ≤ \($0.longest.readable)" }
            table.add(
                service.id, Self.length(service),
                service.duration.map { "\($0.low.readable) – \($0.high.readable)" } ?? "",
                service.timing.map { String(calendar.local($0.start).suffix(8)) } ?? "", wait ?? "")
        }
        for line in table.lines() { lines.append(clip(line)) }
        lines.append("")
    }

    private static func length(_ step: RehearsalReport.Step) -> String {
        guard step.before != .completed else { return "done before" }
        guard let median = step.duration?.median.readable else { return "not reached" }
        return step.before == .inProgress ? "the rest \(median)" : median
    }

    /// A rule in a word or two.
    private static func short(_ rule: WaitRule) -> String {
        switch rule.form {
        case .nodeLocked: "locks"
        case .volume: "volume"
        case .nodeNotReady: "node Ready"
        case .disruptionBudget: "budget"
        case .podsToLeave: "pods"
        case .jobIncomplete: "Job"
        case .workloadNotReady: "readiness"
        default: rule.text
        }
    }

    private mutating func contributors() {
        lines.append("Largest contributors to the duration (critical path of the median run)")
        let total = report.path.segments.reduce(SimDuration.zero) { $0 + $1.duration }
        var table = TextTable([.right, .right, .left, .left])
        for contributor in report.contributors.prefix(10) {
            let share = contributor.total.nanoseconds * 100 / max(total.nanoseconds, 1)
            table.add(
                contributor.total.readable, "\(share) %", contributor.what,
                "\(contributor.count) stretch\(contributor.count == 1 ? "" : "es"), longest: "
                    + "entry \(contributor.entry.number)")
        }
        lines += table.lines()
        lines.append("")
    }

    /// The path with neighbouring stretches of the same machine joined.
    private mutating func path() {
        lines.append("Critical path")
        let text = EntryText(names: report.rehearsal.median.names, calendar: report.rehearsal.median.calendar)
        var joined: [(subject: String, start: SimTime, total: SimDuration, what: [String], entry: EntryID)] =
            []
        for segment in report.path.segments {
            let name = segment.subject == .none ? "" : text.name(Int64(segment.subject.name.number))
            if let last = joined.indices.last, joined[last].subject == name {
                joined[last].total += segment.duration
                joined[last].entry = segment.to
                if !joined[last].what.contains(segment.what) { joined[last].what.append(segment.what) }
            } else {
                joined.append((name, segment.start, segment.duration, [segment.what], segment.to))
            }
        }
        var table = TextTable([.left, .right, .left, .left])
        let shown = joined.count <= 24 ? joined.count : 20
        for part in joined.prefix(shown) {
            table.add(
                report.rehearsal.median.calendar.local(part.start), part.total.readable, part.subject,
                part.what.joined(separator: ", "))
        }
        for line in table.lines() { lines.append(clip(line)) }
        if joined.count > shown {
            lines.append(
                "  … and \(joined.count - shown) more: twin explain RUN \(report.path.segments.last?.to.number ?? 0)"
            )
        }
        lines.append("")
    }

    private mutating func blockers() {
        lines.append("What blocks, and who holds it")
        guard !report.blockers.isEmpty else {
            lines.append("  nothing beyond the locks, drains and turns that every update has")
            lines.append("")
            return
        }
        for blocker in report.blockers.prefix(8) {
            let open = blocker.isOpen ? ", never ends" : ""
            wrap(
                "  ",
                "\(blocker.rule.text): held by \(blocker.holder), \(blocker.longest.readable) at most, "
                    + "\(blocker.count)×\(open) (entry \(blocker.entry.number))")
        }
        lines.append("")
    }

    private mutating func tenants() {
        lines += TenantText.lines(report, width: width)
        lines.append("")
    }

    private mutating func tail() {
        lines.append(
            "Fingerprint \(report.rehearsal.median.fingerprint) (median run, seed \(report.rehearsal.median.seed))"
        )
        lines.append("Again:  \(report.replay)")
    }

    private mutating func machines() {
        guard report.rehearsal.template.openStackRequest == nil else { return }
        let span = UpdateSpan(report.rehearsal.median)
        let chart = TimelineChart(
            timelines: report.timelines, template: report.rehearsal.template, from: span.start, to: span.end,
            width: width)
        lines += chart.lines(allMachines: allMachines, calendar: report.rehearsal.median.calendar)
        lines.append("")
    }

    private func clip(_ line: String) -> String {
        line.count <= width ? line : line.prefix(width - 1) + "…"
    }

    /// A number with what is counted.
    private static func counted(_ number: Int, _ what: String) -> String {
        "\(number) \(what)\(number == 1 ? "" : "s")"
    }

    private mutating func wrap(_ prefix: String, _ text: String) {
        var line = prefix
        for word in text.split(separator: " ") {
            if line.count + word.count + 1 > width, line.contains(where: { $0 != " " }) {
                lines.append(line)
                line = String(repeating: " ", count: prefix.count)
            }
            line += (line.last == " " || line.isEmpty ? "" : " ") + word
        }
        lines.append(line)
    }
}
