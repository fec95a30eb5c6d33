import ArgumentParser
import Foundation
import Kubernetes
import Scenarios
import Simulation

/// `twin log`.
struct LogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "Print the journal of a run, one line an entry.")

    @OptionGroup var place: StorePlace
    @Argument(
        help: ArgumentHelp(
            "The run: its identifier, the beginning of it, 'latest', or a file.", valueName: "run"))
    var name: String

    @Option(help: "Only entries about this name (a machine, a node, a step) or kind/name.")
    var subject: String?

    @Option(parsing: .unconditional, help: "Only entries from this long after the beginning on, such as 2h.")
    var since: String?

    @Option(parsing: .unconditional, help: "Only entries up to this long after the beginning, such as 3h.")
    var until: String?

    func run() throws {
        let stored = try StoredRun(name, in: try place.open())
        let from = try instant(since, "--since") ?? SimTime(nanoseconds: .min)
        let to = try instant(until, "--until") ?? .never
        let text = EntryText(names: stored.run.names, calendar: stored.run.calendar)
        let width = String(stored.run.count).count
        if let subject, !isKnown(subject, stored.run, text) {
            let known = (0..<stored.run.names.count).map { stored.run.names[NameID(number: UInt32($0))] }
            throw Failure(
                "--subject \(subject): no entry is about it"
                    + (NearestName.find(subject, among: known).map { "; did you mean \($0)?" } ?? ""),
                .badInput)
        }
        var lines = ""
        stored.run.forEach { id, entry in
            guard entry.time >= from, entry.time <= to, matches(entry, text) else { return }
            lines += EntryLine.line(id, entry, text, stored.run, width: width) + "\n"
            if lines.utf8.count > 1 << 16 {
                Output.write(lines)
                lines = ""
            }
        }
        Output.write(lines)
    }

    private func instant(_ option: String?, _ name: String) throws(Failure) -> SimTime? {
        guard let option else { return nil }
        guard let duration = SimDuration(option), duration >= .zero else {
            throw Failure("\(name) \(option): not a duration; write it as 2h or 90m", .badInput)
        }
        return .zero + duration
    }

    private func isKnown(_ subject: String, _ run: RecordedRun, _ text: EntryText) -> Bool {
        var isKnown = false
        run.forEach { _, entry in isKnown = isKnown || matches(entry, text) }
        return isKnown
    }

    private func matches(_ entry: Entry, _ text: EntryText) -> Bool {
        guard let subject else { return true }
        return [entry.subject, entry.object].contains { each in
            let name = text.name(Int64(each.name.number))
            return name == subject || "\(text.kind(each.kind))/\(name)".lowercased() == subject.lowercased()
                || name.hasSuffix("-" + subject)
        }
    }
}
