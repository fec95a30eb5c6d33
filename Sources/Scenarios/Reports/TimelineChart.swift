import Simulation
import Twin

/// Machines over time, one line each, or one a group for large clouds.
struct TimelineChart {
    let timelines: [MachineTimeline]
    let template: WorldTemplate
    let from: SimTime
    let to: SimTime
    let width: Int

    /// Clouds of more machines are drawn by group unless told otherwise.
    static let machinesShown = 80

    func lines(allMachines: Bool, calendar: Calendar) -> [String] {
        guard to > from, !timelines.isEmpty else { return ["Machines: none was worked on"] }
        let byGroup = timelines.count > Self.machinesShown && !allMachines
        var lines = [byGroup ? "Machines by group (--all-machines draws each)" : "Machines"]
        let rows = byGroup ? groups() : timelines.map { ($0.name, mark($0)) }
        let name = min(max(rows.map(\.0.count).max() ?? 0, 8), 28)
        let columns = width - name - 4
        let head = calendar.local(from)
        let tail = calendar.local(to)
        let gap = String(repeating: " ", count: max(columns - head.count - tail.count, 1))
        lines.append("  " + pad("", name) + "  " + head + gap + tail)
        for (label, cells) in rows {
            var line = cells(columns)
            while line.last == " " { line.removeLast() }
            lines.append("  " + pad(String(label.suffix(name)), name) + "  " + line)
        }
        lines.append(
            byGroup
                ? "  the share of the group that is through: ░ none yet, ▒ some, █ all"
                : "  p prepare  · waits for its turn  l applications leave  d drain  u items  R reboot  b back"
        )
        return lines
    }

    private func mark(_ timeline: MachineTimeline) -> (Int) -> String {
        { columns in
            var cells = [Character](repeating: " ", count: columns)
            for span in timeline.spans {
                let (start, end) = (column(span.start, columns), column(min(span.end, to), columns))
                for index in start..<max(min(end, columns), min(start + 1, columns)) {
                    // A short part must not vanish under its neighbours; waiting may.
                    if cells[index] == " " || cells[index] == "·" || end > start {
                        cells[index] = span.part.mark
                    }
                }
            }
            return String(cells)
        }
    }

    private func groups() -> [(String, (Int) -> String)] {
        var order: [String] = []
        var members: [String: [MachineTimeline]] = [:]
        var groupOf: [String: String] = [:]
        for node in template.nodes { groupOf[node.name] = node.group ?? "managers" }
        for timeline in timelines {
            let group = groupOf[timeline.name] ?? "managers"
            if members[group] == nil { order.append(group) }
            members[group, default: []].append(timeline)
        }
        return order.map { group in
            let machines = members[group] ?? []
            return (
                group,
                { columns in
                    let starts = machines.compactMap(\.spans.first?.start)
                    let ends = machines.map { $0.spans.last?.end ?? to }
                    var line = ""
                    for index in 0..<columns {
                        let time =
                            from
                            + SimDuration(
                                nanoseconds: (to - from).nanoseconds / Int64(columns) * Int64(index + 1))
                        let done = ends.count { $0 <= time }
                        let begun = starts.contains { $0 <= time }
                        let before =
                            from
                            + SimDuration(
                                nanoseconds: (to - from).nanoseconds / Int64(columns) * Int64(index))
                        if !begun || ends.allSatisfy({ $0 <= before }) {
                            line += " "
                        } else {
                            line += done == 0 ? "░" : done < machines.count ? "▒" : "█"
                        }
                    }
                    return line
                }
            )
        }
    }

    private func column(_ time: SimTime, _ columns: Int) -> Int {
        let share = (time - from).nanoseconds.multipliedFullWidth(by: Int64(columns))
        return Int((to - from).nanoseconds.dividingFullWidth(share).quotient)
    }

    private func pad(_ text: String, _ length: Int) -> String {
        text + String(repeating: " ", count: max(length - text.count, 0))
    }
}
