import ArgumentParser
import Kubernetes
import Scenarios

/// `twin schema`.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract:
            "Print what can be written in scenario files: the JSON Schema, an example, faults and words.")

    @Flag(help: "Print an example of a scenario.")
    var example = false

    @Flag(help: "List the faults with their arguments.")
    var faults = false

    @Flag(help: "List the words of the journal, which patterns are made of.")
    var words = false

    func run() throws {
        if example { Output.write(ScenarioSchema.example) }
        if faults { Output.write(ScenarioSchema.faults) }
        if words { Output.write(ScenarioSchema.words) }
        guard !example, !faults, !words else { return }
        var schema = ScenarioSchema.document
        schema["examples"] = .list(try Self.examples())
        Output.write(JSONWriter().write(schema) + "\n")
    }

    private static func examples() throws -> [Value] {
        var reader = YAMLReader(file: "example")
        return try reader.read(ScenarioSchema.example)
    }
}
