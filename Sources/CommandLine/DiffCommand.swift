import ArgumentParser
import Foundation
import Scenarios
import Simulation

/// `twin diff`.
struct DiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract:
            "Compare two kept runs: the first differing entry and the durations of the steps. Exit 5 when they differ."
    )

    @OptionGroup var place: StorePlace
    @Argument(help: "A run.")
    var first: String
    @Argument(help: "Another run.")
    var second: String

    func run() throws {
        let store = try place.open()
        let (left, right) = (try StoredRun(first, in: store).run, try StoredRun(second, in: store).run)
        guard let difference = Comparison.firstDifference(left, right) else {
            Output.write("equal: \(left.fingerprint), \(left.count) entries\n")
            return
        }
        Output.write(Comparison.render(difference, left, right, "first", "second"))
        let others = StepTiming.all(right)
        for step in StepTiming.all(left) {
            let other = others.first { $0.id == step.id }
            let (mine, theirs) = (step.duration, other?.duration)
            guard mine != theirs else { continue }
            Output.write(
                "  \(step.id): \(mine?.readable ?? "never ended") against \(theirs?.readable ?? "never ended")\n"
            )
        }
        throw Failure("the runs differ", .differs)
    }
}
