import Kubernetes
import Simulation

/// The rows of a recording: who answered what, when.
struct GaleraTable {
    private(set) var members: [String] = []
    private(set) var changes: [[GaleraRecording.Change]] = []
    /// When each member was asked; empty when the recording only has changes.
    private(set) var instants: [[SimDuration]] = []
    private(set) var order: [Int] = []
    private(set) var end = SimDuration.zero

    private struct Row {
        var at: SimDuration
        var node: String
        var answer: GaleraAnswer
        var localIndex: Int64?
    }

    init(_ value: Value) throws(FieldError) {
        let rows: [Row]
        if value["samples"] != nil {
            rows = try Self.samples(value)
        } else if value["transitions"] != nil {
            rows = try Self.transitions(value)
        } else {
            throw FieldError(
                position: value.position, problem: "there is neither a field samples nor a field transitions")
        }
        members = Set(rows.map(\.node)).sorted { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
        guard (1...32).contains(members.count) else {
            throw FieldError(
                position: value.position, problem: "there are \(members.count) members, 1 to 32 are read")
        }
        take(rows)
        if value["samples"] != nil {
            instants = members.map { name in rows.filter { $0.node == name }.map(\.at) }
            if value["transitions"] != nil { try checkTransitions(value) }
        }
        for event in try Self.list(value, "events") {
            if let time = event["t"], let at = try? Self.time(time) { end = max(end, at) }
        }
        if let last = value["end_s"] {
            end = try Self.inside("end_s") { () throws(FieldError) in try Self.time(last) }
        }
    }

    private mutating func take(_ rows: [Row]) {
        changes = Array(repeating: [], count: members.count)
        var places: [Int64?] = Array(repeating: nil, count: members.count)
        for row in rows {
            guard let member = members.firstIndex(of: row.node) else { continue }
            if changes[member].last?.answer != row.answer {
                changes[member].append(GaleraRecording.Change(at: row.at, answer: row.answer))
            }
            if places[member] == nil { places[member] = row.localIndex }
            end = max(end, row.at)
        }
        order = members.indices.sorted { (places[$0] ?? Int64($0), $0) < (places[$1] ?? Int64($1), $1) }
    }

    /// What was counted as a change by the recorder must be one by its samples, and the other way round.
    private func checkTransitions(_ value: Value) throws(FieldError) {
        var other = GaleraTable(members: members)
        other.take(try Self.transitions(value))
        for (member, name) in members.enumerated() where changes[member] != other.changes[member] {
            let place = zip(changes[member], other.changes[member]).first { $0 != $1 }?.0.at
            throw FieldError(
                path: "transitions", position: value["transitions"]?.position ?? value.position,
                problem: "the transitions of \(name) are not those of the samples"
                    + (place.map { ", from \($0) on" } ?? ""))
        }
    }

    private init(members: [String]) { self.members = members }

    private static func samples(_ value: Value) throws(FieldError) -> [Row] {
        let columns = try list(value, "columns").map { $0.string ?? "" }
        let rows = try list(value, "samples")
        var places: [String: Int] = [:]
        for (index, column) in columns.enumerated() { places[column] = index }
        for name in ["t", "node", "error", "cluster_status", "cluster_size", "local_state_comment"]
        where places[name] == nil {
            throw FieldError(
                path: "columns", position: value["columns"]?.position ?? value.position,
                problem: "there is no column \(name)")
        }
        var result: [Row] = []
        result.reserveCapacity(rows.count)
        for (index, row) in rows.enumerated() {
            guard let cells = row.list, cells.count == columns.count else {
                throw FieldError(
                    path: "samples[\(index)]", position: row.position,
                    problem: "expected a list of \(columns.count) values, one for each column")
            }
            func cell(_ name: String) -> Value? { places[name].map { cells[$0] } }
            do throws(FieldError) {
                result.append(
                    try Self.row(
                        row, cell("t"), cell("node"), cell("error"), cell("cluster_status"),
                        cell("local_state_comment"), cell("cluster_size"), cell("local_index")))
            } catch {
                throw error.inside(index).inside("samples")
            }
        }
        return try inOrder(result, value["samples"] ?? value, "samples")
    }

    private static func transitions(_ value: Value) throws(FieldError) -> [Row] {
        let rows = try list(value, "transitions")
        var result: [Row] = []
        for (index, row) in rows.enumerated() {
            do throws(FieldError) {
                guard row.fields != nil else { throw FieldError.expected("a map", found: row) }
                result.append(
                    try Self.row(
                        row, row["t"], row["node"], row["error"], row["cluster_status"], row["state"],
                        row["cluster_size"], row["local_index"]))
            } catch {
                throw error.inside(index).inside("transitions")
            }
        }
        return try inOrder(result, value["transitions"] ?? value, "transitions")
    }

    private static func inOrder(_ rows: [Row], _ value: Value, _ name: String) throws(FieldError) -> [Row] {
        guard !rows.isEmpty else {
            throw FieldError(path: name, position: value.position, problem: "there are no rows")
        }
        for (index, pair) in zip(rows, rows.dropFirst()).enumerated() where pair.1.at < pair.0.at {
            throw FieldError(
                path: "\(name)[\(index + 1)]", position: value.list?[index + 1].position ?? value.position,
                problem: "times go back")
        }
        return rows
    }

    private static func row(
        _ row: Value, _ time: Value?, _ node: Value?, _ error: Value?, _ status: Value?, _ state: Value?,
        _ size: Value?, _ localIndex: Value?
    ) throws(FieldError) -> Row {
        guard let time else { throw FieldError(position: row.position, problem: "there is no field t") }
        guard let node else { throw FieldError(position: row.position, problem: "there is no field node") }
        let at = try inside("t") { () throws(FieldError) in try Self.time(time) }
        guard let name = node.string, !name.isEmpty else {
            throw FieldError.expected("a name", found: node).inside("node")
        }
        guard error?.isNull ?? true else { return Row(at: at, node: name, answer: .none) }
        guard let status = status?.string else {
            throw FieldError(
                path: "cluster_status", position: (status ?? row).position,
                problem: "an answer without an error has a status")
        }
        guard let state = state?.string else {
            throw FieldError(
                path: "state", position: (state ?? row).position, problem: "an answer has a local state")
        }
        guard let text = size?.text, let count = Int64(text), (0...1000).contains(count) else {
            throw FieldError(
                path: "cluster_size", position: (size ?? row).position,
                problem: "expected a size from 0 to 1000")
        }
        let said = GaleraAnswer.Said(clusterStatus: status, localState: state, clusterSize: count)
        let index = localIndex?.text.flatMap { Int64($0) }
        return Row(at: at, node: name, answer: GaleraAnswer(said: said), localIndex: index)
    }

    /// The time between two writes of each member's client: the median of those that went well.
    static func writeIntervals(_ value: Value, _ members: [String]) throws(FieldError) -> [SimDuration?] {
        var starts: [[SimDuration]] = Array(repeating: [], count: members.count)
        guard value["writes"] != nil else {
            // What the recorder does: a row, its answer, and 0.4 s of rest.
            return members.map { _ in .milliseconds(450) }
        }
        for (index, row) in try list(value, "writes").enumerated() {
            guard let cells = row.list, cells.count >= 3, let name = cells[1].string else {
                throw FieldError(
                    path: "writes[\(index)]", position: row.position,
                    problem: "expected a list that begins with t, node, ok")
            }
            do throws(FieldError) {
                let at = try time(cells[0])
                guard let member = members.firstIndex(of: name), cells[2].bool == true else { continue }
                starts[member].append(at)
            } catch {
                throw error.inside(index).inside("writes")
            }
        }
        return starts.map { times in
            let gaps = zip(times, times.dropFirst()).map { $1 - $0 }.filter { $0 > .zero }.sorted()
            return gaps.isEmpty ? nil : gaps[gaps.count / 2]
        }
    }

    static func list(_ value: Value, _ name: String) throws(FieldError) -> [Value] {
        guard let field = value[name] else {
            throw FieldError(position: value.position, problem: "there is no field \(name)")
        }
        guard let list = field.list else { throw FieldError.expected("a list", found: field).inside(name) }
        guard list.count <= GaleraRecording.maxRows else {
            throw FieldError(
                path: name, position: field.position,
                problem: "\(list.count) rows; \(GaleraRecording.maxRows) are read")
        }
        return list
    }

    /// Seconds, as a number with or without a fraction: 0 to 10^7.
    static func time(_ value: Value) throws(FieldError) -> SimDuration {
        let resolved = value.scalar?.resolved
        let isNumber =
            switch resolved {
            case .int, .float: true
            default: false
            }
        guard isNumber, let text = value.text, let time = SimDuration(text + "s") else {
            throw FieldError.expected("a number of seconds", found: value)
        }
        guard time >= .zero, time <= .seconds(10_000_000) else {
            throw FieldError(position: value.position, problem: "expected 0 to 10000000 seconds")
        }
        return time
    }

    static func inside<T>(_ name: String, _ body: () throws(FieldError) -> T) throws(FieldError) -> T {
        do throws(FieldError) { return try body() } catch { throw error.inside(name) }
    }
}
