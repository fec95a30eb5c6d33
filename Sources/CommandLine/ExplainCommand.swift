import ArgumentParser
import Foundation
import Scenarios
import Simulation

/// `twin explain`.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Print the chain of causes of an entry, back to the root.")

    @OptionGroup var place: StorePlace
    @Argument(
        help: ArgumentHelp(
            "The run: its identifier, the beginning of it, 'latest', or a file.", valueName: "run"))
    var name: String
    @Argument(help: "The number of the entry, as log and reports print it.")
    var entry: UInt32

    func run() throws {
        let stored = try StoredRun(name, in: try place.open())
        guard entry >= 1, Int(entry) <= stored.run.count else {
            throw Failure("the run has entries 1 to \(stored.run.count), not \(entry)", .badInput)
        }
        let text = EntryText(names: stored.run.names, calendar: stored.run.calendar)
        let width = String(stored.run.count).count
        let chain = stored.run.causes(of: EntryID(number: entry))
        for (place, id) in chain.enumerated() {
            let each = stored.run[id]
            var line = EntryLine.line(id, each, text, stored.run, width: width)
            if place + 1 < chain.count {
                let gap = each.time - stored.run[chain[place + 1]].time
                if gap >= .seconds(1) { line += "  [\(gap.readable) after its cause]" }
            }
            Output.write(line + "\n")
        }
    }
}
