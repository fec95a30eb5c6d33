import Controllers
public import Kubernetes
import Simulation
import Twin

extension RehearsalReport {
    /// The format of the JSON; it grows when a field changes its meaning or goes.
    public static let formatVersion = 2

    /// The report for programs. Durations are in seconds, instants in RFC 3339 UTC.
    public func json() -> Value {
        let template = rehearsal.template
        return .map([
            "formatVersion": .int(Self.formatVersion),
            "fingerprint": .string(rehearsal.median.fingerprint.description),
            "cluster": .string("\(template.namespace)/\(template.cluster)"),
            "source": .string(template.source.metadata.name),
            "target": .string(template.release.metadata.name),
            "openStack": requestJSON,
            "managementRelease": .string(template.kaasRelease.metadata.name),
            "pathCertainty": .string(template.edgeCertainty),
            "seed": .int(Int64(bitPattern: rehearsal.median.seed)),
            "runs": .int(rehearsal.summaries.count),
            "completed": .int(rehearsal.summaries.count { $0.outcome == .completed }),
            "start": .string(template.calendar.rfc3339(.zero)),
            "durationSeconds": quantiles(total),
            "varyingPercentOfVariance": rehearsal.varyingPercent.map { .int($0) } ?? .null,
            "window": window.map {
                .map([
                    "seconds": Value(seconds: $0.length),
                    "probability": Value(number: Double($0.fitting) / Double(max($0.runs, 1))),
                ])
            } ?? .null,
            "vendorFormula": formulaJSON,
            "steps": .list(steps.map(json)),
            "openStackServices": .list(openStack.map(json)),
            "criticalPath": .list(path.segments.map(json)),
            "contributors": .list(contributors.prefix(10).map(json)),
            "blockers": .list(blockers.map(json)),
            "services": .list(tenants.services.map { $0.json(rehearsal.template.calendar) }),
            "alerts": .list(tenants.alerts.map { $0.json(rehearsal.template.calendar) }),
            "updateAutoPause": pauseJSON,
            "machines": .list(timelines.map(json)),
            "memberRuns": .list(rehearsal.summaries.map(json)),
            "notes": .list(notes.map { .string($0) }),
            "instances": instanceJSON,
            "idleFaults": .list(idleFaults.map { $0.json() }),
            "replay": .string(replay),
        ])
    }

    private var requestJSON: Value {
        guard let request = rehearsal.template.openStackRequest else { return .null }
        return .map(["source": .string(request.source), "target": .string(request.target)])
    }

    private var formulaJSON: Value {
        guard let formula else { return .null }
        return .map([
            "seconds": Value(seconds: formula.total),
            "assumptions": .list(formula.assumptions.map { .string($0) }),
            "minutes": .map(formula.parts.map { Value.Field(key: $0.name, value: .int($0.minutes)) }),
        ])
    }

    private var pauseJSON: Value {
        let alerts = rehearsal.template.pausingAlerts
        guard !alerts.isEmpty else { return .null }
        return .map([
            "alerts": .list(alerts.map { .string($0) }),
            "pauses": .list(pauses.map { $0.json(rehearsal.template.calendar) }),
        ])
    }

    private func json(_ step: Step) -> Value {
        let calendar = rehearsal.template.calendar
        return .map([
            "id": .string(step.id), "name": .string(step.name),
            "impact": .map(["users": .string(step.users), "workloads": .string(step.workloads)]),
            "before": .string(step.before.rawValue), "durationSeconds": quantiles(step.duration),
            "startedAt": step.timing.map { .string(calendar.rfc3339($0.start)) } ?? .null,
            "completedAt": step.timing?.end.map { .string(calendar.rfc3339($0)) } ?? .null,
            "entries": .list(
                [step.timing?.began, step.timing?.ended].compactMap { $0 }.map { .int(Int($0.number)) }),
            "waits": .list(step.waits.map(json)),
        ])
    }

    private func json(_ segment: PathSegment) -> Value {
        let text = EntryText(names: rehearsal.median.names, calendar: rehearsal.median.calendar)
        return .map([
            "what": .string(segment.what), "subject": .string(text.subject(segment.subject)),
            "startedAt": .string(rehearsal.median.calendar.rfc3339(segment.start)),
            "seconds": Value(seconds: segment.duration),
            "entries": .list([.int(Int(segment.from.number)), .int(Int(segment.to.number))]),
        ])
    }

    private func json(_ contributor: Contributor) -> Value {
        .map([
            "what": .string(contributor.what), "seconds": Value(seconds: contributor.total),
            "stretches": .int(contributor.count), "entry": .int(Int(contributor.entry.number)),
        ])
    }

    private func json(_ wait: WaitSum) -> Value {
        .map([
            "rule": .string(wait.rule.text), "holder": .string(wait.holder), "count": .int(wait.count),
            "seconds": Value(seconds: wait.total), "longestSeconds": Value(seconds: wait.longest),
            "open": .bool(wait.isOpen), "entry": .int(Int(wait.entry.number)),
        ])
    }

    private func json(_ timeline: MachineTimeline) -> Value {
        let calendar = rehearsal.median.calendar
        return .map([
            "name": .string(timeline.name),
            "spans": .list(
                timeline.spans.map { span in
                    .map([
                        "part": .string(span.part.rawValue),
                        "startedAt": .string(calendar.rfc3339(span.start)),
                        "endedAt": span.end == .never ? .null : .string(calendar.rfc3339(span.end)),
                        "entry": .int(Int(span.entry.number)),
                    ])
                }),
        ])
    }

    private func json(_ run: RunSummary) -> Value {
        var value: Value = .map([
            "seed": .int(Int64(bitPattern: run.seed)), "fingerprint": .string(run.fingerprint.description),
            "outcome": .string(run.outcome.word), "seconds": Value(seconds: run.total),
        ])
        if case .violated(let violation) = run.outcome {
            value["violation"] = .map([
                "property": .string(violation.property), "entry": .int(Int(violation.entry.number)),
                "problem": .string(violation.problem),
            ])
        }
        return value
    }

    private func quantiles(_ quantiles: Quantiles?) -> Value {
        guard let quantiles else { return .null }
        return .map([
            "p5": Value(seconds: quantiles.low), "median": Value(seconds: quantiles.median),
            "p95": Value(seconds: quantiles.high),
        ])
    }
}
