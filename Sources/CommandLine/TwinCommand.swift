import ArgumentParser
import Foundation

/// The `twin` command.
@main
struct TwinCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "twin",
        abstract: "Rehearse what happens to a MOSK cloud before it happens.",
        discussion: """
            A deterministic digital twin of Mirantis OpenStack for Kubernetes: the controllers' logic in virtual \
            time, against simulated equipment, from a seed. The same inputs and seed give the same run.

            Exit codes: 0 done, 2 bad input, 3 the twin's own fault, 4 no path in the release graph, \
            5 a replay or comparison differs, 130 interrupted.
            """,
        version: "0.1.0",
        subcommands: [
            RehearseCommand.self, ReleasesCommand.self, RunsCommand.self, ShowCommand.self, LogCommand.self,
            ExplainCommand.self, ReplayCommand.self, DiffCommand.self,
        ])

    static func main() async {
        // A full disk shall be an error of a write, not a signal.
        signal(SIGXFSZ, SIG_IGN)
        signal(SIGPIPE, SIG_DFL)
        signal(SIGINT) { _ in _exit(130) }
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
}
