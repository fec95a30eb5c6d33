import ArgumentParser
import Files
import Foundation
import Kubernetes
import Twin

/// `twin fidelity`.
struct FidelityCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fidelity",
        abstract: "Hold recordings of real systems against the simulated ones.",
        subcommands: [Galera.self])

    /// `twin fidelity galera`.
    struct Galera: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "galera",
            abstract:
                "Replay what was done to a real Galera cluster on a simulated one. Exit 5 if they differ.",
            discussion: """
                A recording has what was done (events 'action: ...') and what each member answered. The same \
                is done to a simulated cluster with the same timers, which is asked at the same instants. A \
                change holds when both show it within one sample or 20 % of the time since the last action; \
                it is in range when it lies within what real clusters were measured to vary by; a state that \
                was seen in one sample only may be missing on the other side.
                """)

        @Argument(help: ArgumentHelp("Recordings as JSON.", valueName: "file"))
        var files: [String]

        @Option(name: .shortAndLong, help: "The form of the answer: text or json.")
        var output = "text"

        @Flag(help: "The same as --output json.")
        var json = false

        func validate() throws {
            guard ["text", "json"].contains(output) else {
                throw ValidationError("--output is text or json, not \(output)")
            }
        }

        func run() throws {
            let catalogue: Catalogue
            do throws(CloudError) { catalogue = try Catalogue.builtIn() } catch {
                throw Failure(error.description, .internalFault)
            }
            let isJSON = json || output == "json"
            var answers: [Value] = []
            var differing = 0
            for path in files {
                let comparison = try compare(path, catalogue)
                if !comparison.holds { differing += 1 }
                if isJSON {
                    answers.append(comparison.json(file: path))
                } else {
                    Output.write(comparison.text(file: path))
                }
            }
            if isJSON { Output.write(JSONWriter().write(.list(answers)) + "\n") }
            guard differing == 0 else {
                let noun = differing == 1 ? "recording differs" : "recordings differ"
                throw Failure("\(differing) of \(files.count) \(noun) from the simulated cluster", .differs)
            }
        }

        private func compare(_ path: String, _ catalogue: Catalogue) throws(Failure) -> GaleraComparison {
            do {
                let tree = try FileTree.files(at: path)
                guard let file = tree.first, tree.count == 1 else {
                    throw CloudError(file: path, problem: "expected one file, found \(tree.count)")
                }
                var reader = YAMLReader(file: path)
                let documents = try reader.read(try file.bytes())
                guard let document = documents.first, documents.count == 1 else {
                    throw CloudError(
                        file: path, problem: "expected one JSON document, found \(documents.count)")
                }
                do {
                    return try GaleraComparison(try GaleraRecording(document), timings: catalogue.timings)
                } catch {
                    throw CloudError(error, file: path)
                }
            } catch {
                throw Failure(input: error, path)
            }
        }
    }
}
