/// Lays every field over the fields of a base.
struct FieldEncoder: FieldCoder {
    private struct Addition {
        var name: String
        var value: Value
    }

    private let base: Value
    private var fields: [Value.Field]
    private var additions: [Addition] = []

    /// Makes an encoder; a base that is no map counts as empty.
    init(base: Value) {
        self.base = base
        fields = base.fields ?? []
    }

    /// Replaces the field in place if the base has it, else notes it.
    mutating func field<T: FieldValue>(_ name: String, _ value: inout T) throws(FieldError) {
        encode(name, value)
    }

    /// Replaces or removes the field in place if the base has it, else notes it unless it is nil.
    mutating func field<T: FieldValue>(_ name: String, _ value: inout T?) throws(FieldError) {
        if let value {
            encode(name, value)
        } else if let index = find(name) {
            fields.remove(at: index)
        }
    }

    /// The base with all fields laid over; `defaults` decides which of the noted ones may stay absent.
    consuming func finish<T: FieldCodable>(defaults: T) -> Value {
        if !additions.isEmpty {
            var collector = FieldDefaults(names: additions.map(\.name))
            var defaults = defaults
            FieldEncoder.run(&defaults, &collector)
            for index in additions.indices where collector.values[index] != additions[index].value {
                let addition = additions[index]
                if let null = fields.firstIndex(where: { $0.key == addition.name }) {
                    fields[null].value = addition.value
                } else {
                    fields.append(Value.Field(key: addition.name, value: addition.value))
                }
            }
        }
        return Value(node: .map(fields), position: base.position)
    }

    /// Runs the `code` of a value with a coder that cannot fail.
    static func run<T: FieldCodable, C: FieldCoder>(_ value: inout T, _ coder: inout C) {
        do {
            try value.code(&coder)
        } catch {
            preconditionFailure("code of \(T.self) must throw nothing of its own, but threw \(error)")
        }
    }

    private mutating func encode<T: FieldValue>(_ name: String, _ value: T) {
        if let index = find(name) {
            fields[index].value = value.encoded(over: fields[index].value)
        } else {
            additions.append(Addition(name: name, value: value.encoded(over: nil)))
        }
    }

    /// The index of a field that isn't null.
    private func find(_ name: String) -> Int? {
        for index in fields.indices where fields[index].key == name {
            return fields[index].value.isNull ? nil : index
        }
        return nil
    }
}
