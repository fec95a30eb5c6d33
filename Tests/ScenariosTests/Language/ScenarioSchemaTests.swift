import Foundation
import Kubernetes
import Scenarios
import Testing
import Twin

/// The schema says what the decoder takes.
@Suite struct ScenarioSchemaTests {
    let schema = ScenarioSchema.document

    @Test func exampleIsReadAndFitsTheSchema() throws {
        var reader = YAMLReader(file: "example")
        let value = try #require(try reader.read(ScenarioSchema.example).first)
        #expect(problems(value, schema, "") == [])
        let text = ScenarioSchema.example
        let (scenario, template) = try ScenarioFixture.read(Array(text.utf8), file: "example")
        let run = RunDriver.record(scenario, template, seed: 1)
        #expect(run.isHeld, "\(run.results.filter { !$0.isHeld })")
    }

    @Test(arguments: ScenarioFixture.files)
    func fileFitsTheSchema(file: String) throws {
        var reader = YAMLReader(file: file)
        for value in try reader.read(try Data(contentsOf: URL(filePath: file)).map { $0 }) {
            #expect(problems(value, schema, "") == [])
        }
    }

    @Test func schemaRefusesWhatTheDecoderRefuses() throws {
        for (right, wrong) in [
            ("  about:", "  abuot:"), ("seeds: [1, 2]", "seeds: [a]"), ("limit: 4d", "limit: 4x"),
            ("      within: 12h\n", ""), ("never: {word", "never: {wrod"), ("kind: Scenario", "kind: Story"),
        ] {
            var reader = YAMLReader(file: "example")
            let text = ScenarioSchema.example.replacingOccurrences(of: right, with: wrong)
            try #require(text != ScenarioSchema.example)
            let value = try #require(try reader.read(text).first)
            #expect(problems(value, schema, "") != [], "\(wrong)")
            #expect(throws: CloudError.self) { try ScenarioFile.read(Array(text.utf8), file: "x") }
        }
    }

    @Test(arguments: [
        ("fault: power-loss", "fault: power-los"), ("{word: quorumLost}", "{word: quorumlost}"),
    ])
    func schemaKnowsWordsAndFaults(right: String, wrong: String) throws {
        var reader = YAMLReader(file: "example")
        let text = ScenarioSchema.example.replacingOccurrences(of: right, with: wrong)
        try #require(text != ScenarioSchema.example)
        let value = try #require(try reader.read(text).first)
        #expect(problems(value, schema, "").joined().hasSuffix("is unknown"))
    }

    @Test func everyFieldIsDescribed() {
        var missing: [String] = []
        func walk(_ schema: Value, _ path: String) {
            for field in schema["properties"]?.fields ?? [] {
                if (field.value["description"]?.string ?? "").isEmpty { missing.append(path + field.key) }
                walk(field.value, path + field.key + ".")
            }
            if let items = schema["items"] { walk(items, path) }
            for choice in schema["anyOf"]?.list ?? [] { walk(choice, path) }
        }
        walk(schema, "")
        #expect(missing == [])
    }

    /// What of a value does not fit a schema; knows the words that the schema uses.
    private func problems(_ value: Value, _ schema: Value, _ path: String) -> [String] {
        var found: [String] = []
        if let name = schema["$ref"]?.string?.split(separator: "/").last {
            guard let meant = self.schema["$defs"]?[String(name)] else { return ["\(path) means nothing"] }
            found += problems(value, meant, path)
        }
        switch schema["type"]?.string {
        case "object" where value.fields == nil, "array" where value.list == nil,
            "string" where value.string == nil, "integer" where value.int == nil,
            "boolean" where value.bool == nil:
            return ["\(path) has another type"]
        default: break
        }
        if let wanted = schema["const"], value != wanted { found.append("\(path) is something else") }
        if let known = schema["enum"]?.list, !known.contains(value) { found.append("\(path) is unknown") }
        if let pattern = schema["pattern"]?.string,
            value.string?.range(of: pattern, options: .regularExpression) == nil
        {
            found.append("\(path) has another form")
        }
        for name in schema["required"]?.list ?? [] where value[name.string ?? ""] == nil {
            found.append("\(path) has no \(name.string ?? "")")
        }
        if let choices = schema["oneOf"]?.list {
            let fitting = choices.count { problems(value, $0, path).isEmpty }
            if fitting != 1 { found.append("\(path) makes \(fitting) choices") }
        }
        if let choices = schema["anyOf"]?.list {
            if !choices.contains(where: { problems(value, $0, path).isEmpty }) {
                found.append("\(path) fits none")
            }
        }
        for field in value.fields ?? [] {
            if let known = schema["properties"]?[field.key] {
                found += problems(field.value, known, "\(path).\(field.key)")
            } else if let other = schema["additionalProperties"] {
                found +=
                    other.bool == false
                    ? ["\(path).\(field.key) is unknown"]
                    : problems(field.value, other, "\(path).\(field.key)")
            }
        }
        if let items = schema["items"] {
            for element in value.list ?? [] { found += problems(element, items, path + "[]") }
        }
        return found
    }
}
