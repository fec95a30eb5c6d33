import Simulation
import Twin

/// What users and monitoring notice, for a terminal.
enum TenantText {
    /// The lines of a rehearsal's report.
    static func lines(_ report: RehearsalReport, width: Int) -> [String] {
        var lines = services(report)
        lines.append("")
        lines += alerts(report.tenants.alerts, report, width: width)
        let pausing = report.rehearsal.template.pausingAlerts
        if !pausing.isEmpty {
            lines.append("")
            for pause in report.pauses {
                let sentence = pause.sentence(report.rehearsal.template.calendar)
                let text = ScenarioText.wrapped(sentence, indent: 0, width: width)
                lines += text.split(separator: "\n").map(String.init)
            }
            if report.pauses.isEmpty {
                lines.append("UpdateAutoPause (\(pausing.joined(separator: ", "))) does not pause the update")
            }
        }
        return lines
    }

    private static func services(_ report: RehearsalReport) -> [String] {
        let services = report.tenants.services.filter { $0.isAPI && $0.failing > .zero }
        guard !services.isEmpty else {
            return [
                "What tenants notice: no request to an OpenStack API fails for want of a pod that serves it"
            ] + slowed(report)
        }
        var lines = [
            "What tenants notice: OpenStack APIs that fail requests (median run; down: over all runs)"
        ]
        var table = TextTable([.left, .right, .right, .left, .left])
        table.add("API", "failed", "down", "90 % of runs", "longest outage")
        for service in services {
            let spread = report.unavailable[service.name]
            table.add(
                service.name, perThousand(service.failedPerThousand),
                (spread?.median ?? service.unavailable).readable,
                spread.map { "\($0.low.readable) – \($0.high.readable)" } ?? "",
                service.longest.map { "\($0.duration.readable), entry \($0.entry.number)" }
                    ?? "none: some pods served")
        }
        lines += table.lines()
        lines.append("  failed: of a thousand requests that are spread evenly over the update")
        return lines + slowed(report)
    }

    private static func slowed(_ report: RehearsalReport) -> [String] {
        let services = report.tenants.services.filter { $0.isAPI && $0.slowed > .zero }
        guard let longest = services.max(by: { $0.slowed < $1.slowed }) else { return [] }
        return [
            "  slower for a while, without a cache: \(services.count) of them, the longest \(longest.name), "
                + longest.slowed.readable
        ]
    }

    private static func alerts(_ alerts: [FiredAlert], _ report: RehearsalReport, width: Int) -> [String] {
        guard !alerts.isEmpty else { return ["Alerts: none fires"] }
        var lines = ["Alerts that fire (median run)"]
        var order: [String] = []
        var groups: [String: [FiredAlert]] = [:]
        for alert in alerts {
            if groups[alert.alert] == nil { order.append(alert.alert) }
            groups[alert.alert, default: []].append(alert)
        }
        order.sort { (groups[$0]?[0].severity ?? .warning) < (groups[$1]?[0].severity ?? .warning) }
        var table = TextTable([.left, .left, .right, .left, .left])
        for name in order {
            guard let group = groups[name], let first = group.first else { continue }
            let inhibited = group.count(where: \.isInhibited)
            table.add(
                name, first.severity.rawValue, "\(group.count)×",
                "first \(report.rehearsal.template.calendar.local(first.start)), \(first.name), "
                    + "entry \(first.entry.number)",
                inhibited == 0 ? "" : "\(inhibited) inhibited")
        }
        for line in table.lines() {
            lines.append(line.count <= width ? line : line.prefix(width - 1) + "…")
        }
        return lines
    }

    static func perThousand(_ share: Double) -> String {
        let tenths = Int((share * 10).rounded())
        return tenths == 0 && share > 0 ? "< 0.1 ‰" : "\(tenths / 10).\(tenths % 10) ‰"
    }
}
