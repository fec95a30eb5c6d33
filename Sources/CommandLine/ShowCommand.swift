import ArgumentParser
import Foundation
import Kubernetes
import RunStore
import Scenarios
import Simulation

/// `twin show`.
struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show what a run that is kept came to.")

    @OptionGroup var place: StorePlace
    @Argument(
        help: ArgumentHelp(
            "The run: its identifier, the beginning of it, 'latest', or a file.", valueName: "run"))
    var name: String

    @Flag(help: "Print the report as JSON.")
    var json = false

    func run() throws {
        let stored = try StoredRun(name, in: try place.open())
        if json {
            Output.write(stored.record.summaryJSON + "\n")
            return
        }
        let record = stored.record
        var facts = [
            ("run", "\(record.id), \(record.outcome), seed \(record.seed)"),
            ("fingerprint", record.fingerprint),
            (
                "entries",
                "\(record.entryCount) over \(SimDuration.seconds(record.simulatedSeconds).readable)"
            ),
            ("made by", "twin \(record.command.map(StoreOptions.quoted).joined(separator: " "))"),
        ]
        // A rehearsal keeps some of its runs; a run of a scenario is one of its own.
        if record.memberCount > 0 { facts.append(("of", "\(record.memberCount) runs")) }
        facts.append(("versions", record.versions.joined(separator: "\n               ")))
        Output.write(record.title + "\n")
        for (name, text) in facts {
            Output.write("  \(name.padding(toLength: 12, withPad: " ", startingAt: 0)) \(text)\n")
        }
        for property in try Self.properties(record) { Output.write("  \(property)\n") }
        for timing in StepTiming.all(stored.run) {
            let length = timing.duration?.readable ?? "never ended"
            Output.write(
                "  \(timing.id.padding(toLength: 36, withPad: " ", startingAt: 0)) \(length)"
                    + (timing.duration == nil
                        ? "  (from entry \(timing.began.number) on)\n"
                        : "  (entries \(timing.began.number) to \(timing.ended.number))\n"))
        }
        Output.write("\nSee why:  twin log \(record.id)    twin explain \(record.id) ENTRY\n")
    }

    /// What was expected of a run of a scenario, and whether it held.
    private static func properties(_ record: RunRecord) throws -> [String] {
        guard record.kind == RunCommand.kind else { return [] }
        var reader = YAMLReader(file: record.id)
        let summary = try reader.read(record.summaryJSON)
        return (summary.first?["properties"]?.list ?? []).map { property in
            let words = ["kind", "name", "reason"].compactMap { property[$0]?.string }
            let verdict = property["held"]?.bool == true ? "held  " : "FAILED"
            return "\(verdict)       \(words.joined(separator: ": "))"
        }
    }
}
