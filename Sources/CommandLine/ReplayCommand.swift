import ArgumentParser
import Foundation
import RunStore
import Scenarios
import Simulation

/// `twin replay`.
struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Run a kept run again from its own inputs, and compare: exit 5 when it differs.",
        discussion: "A live run that was killed is run again up to the last answer that was received.")

    @OptionGroup var place: StorePlace
    @Argument(
        help: ArgumentHelp(
            "The run: its identifier, the beginning of it, 'latest', or a file.", valueName: "run"))
    var name: String

    func run() throws {
        let store = try place.open()
        if let logged = try LoggedRun(name, in: store) { return try logged.replay() }
        let stored = try StoredRun(name, in: store)
        let again = try Self.again(stored)
        guard let difference = Comparison.firstDifference(stored.run, again) else {
            Output.write("equal: \(again.fingerprint), \(again.count) entries\n")
            return
        }
        Output.write(Comparison.render(difference, stored.run, again, "kept", "again"))
        throw Failure("the replay differs from the kept run", .differs)
    }

    /// Runs a kept run again.
    static func again(_ stored: StoredRun) throws -> RecordedRun {
        if stored.record.kind == RunCommand.kind { return try RunCommand.again(stored) }
        if stored.record.kind == LiveCommand.kind { return try LiveCommand.again(stored) }
        let input = try CloudInput(record: stored.inputs)
        let options = try StoredRun.options(stored.record)
        switch try Rehearsing.prepare(input, options) {
        case .noPath: throw Failure("the kept inputs no longer have a path to the target", .differs)
        case .ready(let template, let run): return RunDriver.record(template, run)
        }
    }
}
