import Kubernetes

extension ScenarioFile {
    /// A scenario without the secrets of its data: of the objects that it applies, and of the values that it
    /// writes to fields or compares them with. What its author says in his own words - names, stories, texts
    /// of the journal - stays as it is, whatever it sounds like: it decides what the run does, and the run is
    /// kept to be run again.
    static func redacted(_ scenario: Value, _ redact: (Value) -> Value) -> Value {
        switch scenario.node {
        case .scalar: return scenario
        case .list(let list):
            return Value(node: .list(list.map { redacted($0, redact) }), position: scenario.position)
        case .map(let fields):
            let clean = fields.map { field in
                var field = field
                switch field.key {
                case "apply": field.value = redact(field.value)
                case "value", "equals": field.value = written(field.value, in: scenario, redact)
                default: field.value = redacted(field.value, redact)
                }
                return field
            }
            return Value(node: .map(clean), position: scenario.position)
        }
    }

    /// The value of a field of an object, redacted as it would be in the object.
    private static func written(_ value: Value, in part: Value, _ redact: (Value) -> Value) -> Value {
        guard let object = part["object"]?.string, let path = part["path"]?.string else { return value }
        let keys = path.split { ".[]".contains($0) }.map(String.init)
        var document = value
        for key in keys.reversed() { document = .map([Value.Field(key: key, value: document)]) }
        document["kind"] = .string(String(object.prefix { $0 != "/" }))
        var clean: Value? = redact(document)
        for key in keys { clean = clean?[key] }
        return clean ?? redact(value)
    }
}
