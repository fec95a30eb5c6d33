import ArgumentParser
import Foundation
import Kubernetes
import Twin

/// The `twin` command.
@main
struct TwinCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "twin",
        abstract: "Rehearse what happens to a MOSK cloud before it happens.",
        discussion: """
            A deterministic digital twin of Mirantis OpenStack for Kubernetes: the controllers' logic \
            in virtual time, against simulated equipment, from a seed. The same inputs and seed give \
            the same run.

            Exit codes: 0 done, 1 a run did not complete, a property failed or a device did not answer, \
            2 bad input, 3 the twin's own fault, 4 no path in the release graph, 5 a replay or comparison \
            differs, 130 interrupted.
            """,
        version: "0.1.0",
        subcommands: [
            RehearseCommand.self, RunCommand.self, SchemaCommand.self, ReleasesCommand.self,
            RunsCommand.self, ShowCommand.self, LogCommand.self, ExplainCommand.self, ReplayCommand.self,
            DiffCommand.self, GenerateCommand.self, ExportCommand.self,
            CalibrateCommand.self, FidelityCommand.self, ProbeCommand.self, ServeCommand.self,
            LiveCommand.self,
        ])

    static func main() async {
        ProcessSetup.apply()
        let words = Array(CommandLine.arguments.dropFirst())
        // The list of faults needs no cloud.
        if zip(words, words.dropFirst()).contains(where: { $0 == "--fault" && $1 == "list" }) {
            Output.write(Fault.forms.joined(separator: "\n") + "\n")
            return
        }
        if let word = words.first, let message = unknownCommand(word) {
            Output.error(message)
            Foundation.exit(ExitStatus.badInput.rawValue)
        }
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let failure as Failure {
            Output.error(failure.message)
            Foundation.exit(failure.code.rawValue)
        } catch {
            // A wrong command line is bad input.
            let code = exitCode(for: error)
            if code == .validationFailure {
                Output.error(fullMessage(for: error))
                Foundation.exit(ExitStatus.badInput.rawValue)
            }
            exit(withError: error)
        }
    }

    /// What to say of a first word that is no command; nil when it is one.
    private static func unknownCommand(_ word: String) -> String? {
        let known = configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
        guard !word.hasPrefix("-"), !known.contains(word) else { return nil }
        return "unknown command \(word)"
            + (NearestName.find(word, among: known).map { "; did you mean \($0)?" } ?? "; see `twin help`")
    }
}
