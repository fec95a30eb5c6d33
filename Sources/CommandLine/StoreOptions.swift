import ArgumentParser
import Foundation
import Kubernetes
import RunStore
import Scenarios
import Simulation

/// Whether, where and how many runs are kept.
struct StoreOptions: ParsableArguments {
    @OptionGroup var place: StorePlace

    @Flag(name: .customLong("no-store"), help: "Keep nothing.")
    var noStore = false

    @Option(parsing: .unconditional, help: "How many runs are kept; older ones are deleted.")
    var keep: Int = 50

    func validate() throws {
        guard keep >= 1 else { throw ValidationError("--keep must be at least 1") }
    }

    /// A fresh identifier.
    func newID() -> String {
        RunID.make(unixSeconds: RunStore.systemSeconds(), suffix: UInt16.random(in: .min ... .max))
    }

    /// The command that repeats a rehearsal: by its record, or, when none is kept, by its options.
    func replayCommand(_ id: String, _ options: RehearseOptions, isKept: Bool) -> String {
        if !isKept { return "twin " + options.arguments().map(Self.quoted).joined(separator: " ") }
        return "twin replay \(id)" + (place.store.map { " --store \(Self.quoted($0))" } ?? "")
    }

    /// A word as a shell takes it.
    static func quoted(_ word: String) -> String {
        let plain = word.allSatisfy { $0.isLetter || $0.isNumber || "-_./:=@+,".contains($0) }
        return plain ? word : "'" + word.replacingOccurrences(of: "'", with: "'\\''") + "'"
    }

    /// Keeps a rehearsal; answers whether it is kept. What stands against it is said and does not spoil the
    /// answer.
    func keep(_ id: String, _ report: RehearsalReport, _ input: CloudInput, _ options: RehearseOptions)
        -> Bool
    {
        guard !noStore else { return false }
        do {
            let store = try place.open()
            try RunKeeping.write(report.rehearsal.median, id: id, report, input, options, in: store)
            for (number, failed) in report.rehearsal.failed.enumerated()
            where failed.seed != report.rehearsal.median.seed {
                try RunKeeping.write(failed, id: "\(id)-f\(number + 1)", report, input, options, in: store)
            }
            _ = try store.retain(newest: keep)
            return true
        } catch let failure as Failure {
            Output.error("the run is not kept: \(failure.message)")
        } catch {
            Output.error("the run is not kept: \(error)")
        }
        return false
    }
}
