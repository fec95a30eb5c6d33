public import Kubernetes
public import Simulation

extension GaleraComparison {
    /// A table for people: one line for each change of each member.
    public func text(file: String) -> String {
        var lines = ["\(file): \(scenario): " + summary]
        for note in notes { lines.append("  note: \(note)") }
        for member in members {
            if member.rows.isEmpty { lines.append("  \(member.name)  never changes, in both") }
            for row in member.rows {
                var line = "  \(member.name)  \(Self.padded(row.answer.text, 46))"
                line += Self.column(row.real) + Self.column(row.simulated)
                line += Self.column(row.difference, signed: true) + "  \(row.verdict.rawValue)"
                lines.append(line)
            }
        }
        if members.contains(where: { !$0.rows.isEmpty }) {
            let head = "  " + Self.padded("", members.map(\.name.count).max() ?? 0) + "  "
            let titles = Self.padded("answers from then on", 46) + "     real      sim     diff  verdict"
            lines.insert(head + titles, at: 1 + notes.count)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// How many changes compare how.
    private var summary: String {
        let verdicts = members.flatMap(\.rows).map(\.verdict)
        let counts = [Verdict.holds, .inRange, .brief, .early, .late, .missing, .extra].compactMap {
            verdict in
            let count = verdicts.filter { $0 == verdict }.count
            return count > 0 ? "\(count) \(verdict.rawValue)" : nil
        }
        return (holds ? "holds" : "DIFFERS") + (counts.isEmpty ? "" : " (\(counts.joined(separator: ", ")))")
    }

    /// The same for programs. Times are seconds.
    public func json(file: String) -> Value {
        .map([
            "file": .string(file), "scenario": .string(scenario), "holds": .bool(holds),
            "notes": .list(notes.map { .string($0) }),
            "members": .list(
                members.map { member in
                    .map(["name": .string(member.name), "transitions": .list(member.rows.map(Self.json))])
                }),
        ])
    }

    private static func json(_ row: Row) -> Value {
        var fields: [Value.Field] = []
        func add(_ key: String, _ value: Value) { fields.append(Value.Field(key: key, value: value)) }
        add("clusterStatus", row.answer.said.map { .string($0.clusterStatus) } ?? .null)
        add("localState", row.answer.said.map { .string($0.localState) } ?? .null)
        add("clusterSize", row.answer.said.map { .int($0.clusterSize) } ?? .null)
        add("realSeconds", seconds(row.real))
        add("simulatedSeconds", seconds(row.simulated))
        add("differenceSeconds", seconds(row.difference))
        add("sinceActionSeconds", seconds(row.elapsed))
        add("verdict", .string(row.verdict.rawValue))
        return .map(fields)
    }

    private static func seconds(_ time: SimDuration?) -> Value {
        guard let time else { return .null }
        return Value(node: .scalar(Scalar(text: decimal(time), style: .plain)))
    }

    /// Seconds with two decimals, rounded.
    private static func decimal(_ time: SimDuration) -> String {
        let hundredths = (time.nanoseconds.magnitude + 5_000_000) / 10_000_000
        let rest = hundredths % 100
        let sign = time < .zero && hundredths > 0 ? "-" : ""
        return "\(sign)\(hundredths / 100)." + (rest < 10 ? "0\(rest)" : "\(rest)")
    }

    private static func column(_ time: SimDuration?, signed: Bool = false) -> String {
        guard let time else { return "        -" }
        let text = (signed && time > .zero ? "+" : "") + decimal(time)
        return String(repeating: " ", count: max(1, 9 - text.count)) + text
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}

extension GaleraComparison.Row {
    /// How much later the simulated cluster shows it; nil when only one side does.
    public var difference: SimDuration? {
        guard let real, let simulated else { return nil }
        return simulated - real
    }
}
