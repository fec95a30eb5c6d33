import Kubernetes

/// A type of a scenario file that knows its JSON Schema and what must be there.
protocol SchemaSource {
    /// The JSON Schema.
    static var schema: Value { get }
    /// Throws at the first thing that must be there and is not, or must not and is.
    static func checkParts(_ value: Value) throws(FieldError)
}

extension SchemaSource {
    static func checkParts(_ value: Value) throws(FieldError) {}
}

/// A map of a scenario file: its fields, and what they mean. Decoder and schema come from it.
protocol ScenarioPart: FieldCodable, SchemaSource {
    /// The fields that must be there; those of a choice are not.
    static var required: [String] { get }
    /// Of which fields exactly one must be there; empty when there is no choice.
    static var choice: [String] { get }
    /// What each field means, by its name.
    static var about: [String: String] { get }
    /// Of which fields the schema knows all values: by the field's name, what it calls them.
    static var vocabularies: [String: ScenarioSchema.Vocabulary] { get }
}

extension ScenarioPart {
    static var required: [String] { [] }
    static var choice: [String] { [] }
    static var vocabularies: [String: ScenarioSchema.Vocabulary] { [:] }

    static var schema: Value {
        var (part, coder) = (Self(), PartLister())
        do throws(FieldError) { try part.code(&coder) } catch {
            preconditionFailure("code of \(Self.self) must throw nothing of its own, but threw \(error)")
        }
        let properties = coder.fields.map { field in
            var schema = field.type.schema
            schema["description"] = .string(about[field.name] ?? "")
            if let vocabulary = vocabularies[field.name] {
                schema["$ref"] = .string("#/$defs/\(vocabulary.rawValue)")
            }
            return Value.Field(key: field.name, value: schema)
        }
        var schema = Value.map([
            "type": .string("object"), "additionalProperties": .bool(false), "properties": .map(properties),
        ])
        if !required.isEmpty { schema["required"] = .list(required.map { .string($0) }) }
        if !choice.isEmpty {
            schema["oneOf"] = .list(choice.map { .map(["required": .list([.string($0)])]) })
        }
        return schema
    }

    static func checkParts(_ value: Value) throws(FieldError) {
        guard value.fields != nil else { return }
        func isThere(_ name: String) -> Bool { value[name].map { !$0.isNull } ?? false }
        for name in required where !isThere(name) {
            throw FieldError(
                position: value.position, problem: "there is no \(name)",
                hint: about[name].map { "\(name): \($0)" } ?? "")
        }
        let chosen = choice.filter(isThere)
        if !choice.isEmpty, chosen.count != 1 {
            throw FieldError(
                position: (chosen.last.flatMap { value[$0] } ?? value).position,
                problem: chosen.isEmpty
                    ? "there is none of \(choice.joined(separator: ", "))"
                    : "\(chosen.joined(separator: " and ")) exclude each other",
                hint: "write one of them")
        }
        var (part, coder) = (Self(), PartLister())
        try part.code(&coder)
        for field in coder.fields {
            guard let inner = value[field.name], !inner.isNull else { continue }
            do throws(FieldError) { try field.type.checkParts(inner) } catch {
                throw error.inside(field.name)
            }
        }
    }
}

/// Notes each field with its type.
private struct PartLister: FieldCoder {
    var fields: [(name: String, type: any SchemaSource.Type)] = []

    mutating func field<T: FieldValue>(_ name: String, _ value: inout T) throws(FieldError) {
        note(name, T.self)
    }

    mutating func field<T: FieldValue>(_ name: String, _ value: inout T?) throws(FieldError) {
        note(name, T.self)
    }

    private mutating func note<T: FieldValue>(_ name: String, _ type: T.Type) {
        guard let source = type as? any SchemaSource.Type else {
            preconditionFailure("\(type) of the field \(name) has no schema")
        }
        fields.append((name, source))
    }
}
