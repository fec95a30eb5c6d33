import ArgumentParser
import Foundation
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
        Output.write(
            """
            \(record.title)
              run          \(record.id), \(record.outcome), seed \(record.seed)
              fingerprint  \(record.fingerprint)
              entries      \(record.entryCount) over \(SimDuration.seconds(record.simulatedSeconds).readable)
              made by      twin \(record.command.joined(separator: " "))
              of           \(record.memberCount) runs
              versions     \(record.versions.joined(separator: "\n               "))

            """)
        for timing in StepTiming.all(stored.run) {
            let length = timing.duration?.readable ?? "never ended"
            Output.write(
                "  \(timing.id.padding(toLength: 36, withPad: " ", startingAt: 0)) \(length)"
                    + "  (entries \(timing.began.number) to \(timing.ended.number))\n")
        }
        Output.write("\nSee why:  twin log \(record.id)    twin explain \(record.id) ENTRY\n")
    }
}
