import Simulation
import Twin

/// A report of scenarios for people.
public enum ScenarioText {
    /// A table with a line or two for each scenario, what did not come out right in full below it, and a sum.
    public static func render(_ report: ScenarioReport, width: Int) -> String {
        var table = TextTable([.left, .left, .left])
        table.add("SCENARIO", "RESULT", "TO RUN IT AGAIN")
        for line in report.lines {
            table.add(line.scenario.name, verdict(line), line.shownRun?.replay ?? "")
        }
        let titles = table.lines(indent: 0)
        var text = titles[0] + "\n"
        for (line, title) in zip(report.lines, titles.dropFirst()) {
            text += title + "\n"
            text += wrapped(line.scenario.about, indent: 4, width: width)
            if line.isRight, !line.scenario.mustFail {
                text += wrapped(proof(line), indent: 4, width: width)
            } else {
                text += failures(line, width: width)
            }
            text += idle(line, width: width)
            text += silence(line, isAlone: report.lines.count == 1, width: width)
        }
        return text + "\n" + sum(report) + "\n"
    }

    private static func verdict(_ line: ScenarioReport.Line) -> String {
        switch (line.isHeld, line.scenario.mustFail) {
        case (true, false): "held" + seeds(line)
        case (false, true): "failed, as it must" + seeds(line)
        case (true, true): "HELD, BUT MUST FAIL: failures are not seen"
        case (false, false): "FAILED" + seeds(line)
        }
    }

    private static func seeds(_ line: ScenarioReport.Line) -> String {
        guard line.runs.count > 1 else { return "" }
        let held = line.runs.count { $0.run.isHeld }
        return ", \(held) of \(line.runs.count) seeds held"
    }

    /// What shows that a scenario that held was about something.
    private static func proof(_ line: ScenarioReport.Line) -> String {
        guard let run = line.runs.first?.run else { return "" }
        let shown = run.results.filter { $0.kind == .sometimes || $0.name == ScenarioRun.deployment }
            .map { "\($0.name): \($0.reason)" }
        let others = run.results.count - shown.count
        guard others > 0 else { return shown.joined(separator: "; ") }
        let kind = shown.isEmpty ? "" : "other "
        let rest = others == 1 ? "1 \(kind)property holds" : "\(others) \(kind)properties hold"
        return (shown + [rest]).joined(separator: "; ")
    }

    /// The faults that did nothing, with the seeds of the runs.
    private static func idle(_ line: ScenarioReport.Line, width: Int) -> String {
        var seeds: [IdleFault: [UInt64]] = [:]
        var order: [IdleFault] = []
        for run in line.runs {
            for fault in run.idleFaults {
                if seeds[fault] == nil { order.append(fault) }
                seeds[fault, default: []].append(run.run.recorded.seed)
            }
        }
        return order.map { fault in
            let runs = seeds[fault] ?? []
            let which =
                line.runs.count == 1 || runs.count == line.runs.count
                ? "" : " with seed \(runs.map(String.init).joined(separator: ", "))"
            return wrapped(
                "note: the fault \(fault.fault) did nothing in the run\(which), \(fault.reason)", indent: 4,
                width: width)
        }.joined()
    }

    /// What passed in a run that lasted a given time and left no entry: it was computed, not gone through. In
    /// a table of several scenarios the sum is enough.
    private static func silence(_ line: ScenarioReport.Line, isAlone: Bool, width: Int) -> String {
        let beats = (line.runs.first?.run.beats ?? []).filter { $0.count > 0 }
        guard !beats.isEmpty else { return "" }
        let total = beats.reduce(0) { $0 + $1.count }
        guard isAlone else {
            return wrapped(
                "passed silently: \(grouped(total)) beats; run alone, it says which", indent: 4, width: width)
        }
        var text = wrapped("passed silently, \(grouped(total)) beats:", indent: 4, width: width)
        for each in beats {
            let owners = each.owners == 1 ? "1 \(each.rhythm.owner)" : "\(each.owners) \(each.rhythm.owner)s"
            let words = "\(each.rhythm.about), every \(each.rhythm.period.readable) at \(owners)"
            text += wrapped("\(grouped(each.count)) x \(words)", indent: 6, width: width)
        }
        return text
    }

    /// A number with commas between thousands.
    private static func grouped(_ number: Int) -> String {
        var text = ""
        for (place, digit) in String(number).reversed().enumerated() {
            if place > 0, place % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return String(text.reversed())
    }

    private static func failures(_ line: ScenarioReport.Line, width: Int) -> String {
        guard let shown = line.shownRun else { return "" }
        var text = ""
        for result in shown.run.results where !result.isHeld {
            text += wrapped(
                "\(result.kind.rawValue): \(result.name): \(result.reason)", indent: 4, width: width)
        }
        if let explain = shown.explain,
            let entry = shown.run.results.first(where: { !$0.isHeld && $0.entry != nil })?.entry
        {
            text += "    why: \(explain) \(entry.number)\n"
        }
        return text
    }

    private static func sum(_ report: ScenarioReport) -> String {
        let ordinary = report.lines.filter { !$0.scenario.mustFail }
        let canaries = report.lines.count - ordinary.count
        var text = "\(ordinary.count { $0.isHeld }) of \(ordinary.count) scenarios held"
        if canaries > 0 {
            let failed = report.lines.count { $0.scenario.mustFail && !$0.isHeld }
            text += ", \(failed) of \(canaries) that must fail failed"
        }
        return text
    }

    /// Words in lines of a width, each indented. Numbers stay with their units.
    static func wrapped(_ words: String, indent: Int, width: Int) -> String {
        let margin = String(repeating: " ", count: indent)
        var parts: [String] = []
        for word in words.split(separator: " ") {
            if let last = parts.last, let number = last.split(separator: " ").last, Int(number) != nil {
                parts[parts.count - 1] += " " + word
            } else {
                parts.append(String(word))
            }
        }
        var lines: [String] = []
        for part in parts {
            if let last = lines.last, last.count + 1 + part.count <= width {
                lines[lines.count - 1] += " " + part
            } else {
                lines.append(margin + part)
            }
        }
        return lines.map { $0 + "\n" }.joined()
    }
}

extension ScenarioReport.Line {
    /// The run that tells most: the first that failed, or the first.
    fileprivate var shownRun: ScenarioReport.Run? { runs.first { !$0.run.isHeld } ?? runs.first }
}
