import JSON

/// An object of an answer in JSON. Fields that are absent or null read as nil, by `need` they are errors; a
/// field of another type is an error that names it.
struct AnswerObject: Sendable {
    /// Where the object is, such as `/api/nodes: 0/`; ends before the name of a field.
    let place: String
    let fields: [String: JSONValue]

    private init(_ place: String, _ fields: [String: JSONValue]) {
        self.place = place
        self.fields = fields
    }

    /// The object that an answer is; `name` is what it answers.
    init(_ bytes: [UInt8], _ name: String) throws(AnswerError) {
        guard case .object(let fields) = try Self.value(bytes, name) else {
            throw AnswerError(message: "\(name) is no object")
        }
        self.init("\(name): ", fields)
    }

    /// The objects that an answer lists.
    static func list(_ bytes: [UInt8], _ name: String) throws(AnswerError) -> [AnswerObject] {
        guard case .array(let values) = try value(bytes, name) else {
            throw AnswerError(message: "\(name) is no list")
        }
        return try objects(values, "\(name): ")
    }

    private static func value(_ bytes: [UInt8], _ name: String) throws(AnswerError) -> JSONValue {
        do throws(JSONError) {
            return try JSONReader.value(bytes)
        } catch {
            throw AnswerError(message: "\(name) is not JSON: \(error.message)")
        }
    }

    private static func objects(
        _ values: [JSONValue], _ place: String
    ) throws(AnswerError) -> [AnswerObject] {
        var result: [AnswerObject] = []
        for (index, value) in values.enumerated() {
            guard case .object(let fields) = value else {
                throw AnswerError(message: "\(place)\(index) is \(value.kind), not an object")
            }
            result.append(AnswerObject("\(place)\(index)/", fields))
        }
        return result
    }

    func text(_ name: String) throws(AnswerError) -> String? {
        guard let value = present(name) else { return nil }
        guard case .string(let text) = value else { throw wrong(name, value, "a text") }
        return text
    }

    func whole(_ name: String) throws(AnswerError) -> Int64? {
        guard let value = present(name) else { return nil }
        guard let number = value.whole else { throw wrong(name, value, "a whole number") }
        return number
    }

    /// A number, in thousandths.
    func thousandths(_ name: String) throws(AnswerError) -> Int64? {
        guard let value = present(name) else { return nil }
        guard let number = value.thousandths else { throw wrong(name, value, "a number") }
        return number
    }

    func truth(_ name: String) throws(AnswerError) -> Bool? {
        guard let value = present(name) else { return nil }
        guard case .bool(let truth) = value else { throw wrong(name, value, "a truth value") }
        return truth
    }

    func object(_ name: String) throws(AnswerError) -> AnswerObject? {
        guard let value = present(name) else { return nil }
        guard case .object(let fields) = value else { throw wrong(name, value, "an object") }
        return AnswerObject("\(place)\(name)/", fields)
    }

    /// The objects of a list; none when there is no list.
    func objects(_ name: String) throws(AnswerError) -> [AnswerObject] {
        try Self.objects(list(name), "\(place)\(name)/")
    }

    /// The objects that are the fields of an object, by name and in order of the names.
    func named(_ name: String) throws(AnswerError) -> [(name: String, object: AnswerObject)] {
        guard let parent = try object(name) else { return [] }
        var result: [(name: String, object: AnswerObject)] = []
        for name in parent.fields.keys.sorted() {
            result.append((name, try parent.need(try parent.object(name), name)))
        }
        return result
    }

    /// The texts of a list; none when there is no list.
    func texts(_ name: String) throws(AnswerError) -> [String] {
        var result: [String] = []
        for (index, value) in try list(name).enumerated() where value != .null {
            guard case .string(let text) = value else { throw wrong("\(name)/\(index)", value, "a text") }
            result.append(text)
        }
        return result
    }

    /// The whole numbers of a list; none when there is no list.
    func wholes(_ name: String) throws(AnswerError) -> [Int64] {
        var result: [Int64] = []
        for (index, value) in try list(name).enumerated() {
            guard let number = value.whole else { throw wrong("\(name)/\(index)", value, "a whole number") }
            result.append(number)
        }
        return result
    }

    /// A value that must be there.
    func need<Value>(_ value: Value?, _ name: String) throws(AnswerError) -> Value {
        guard let value else { throw AnswerError(message: "\(place)\(name) is not there") }
        return value
    }

    private func list(_ name: String) throws(AnswerError) -> [JSONValue] {
        guard let value = present(name) else { return [] }
        guard case .array(let values) = value else { throw wrong(name, value, "a list") }
        return values
    }

    private func present(_ name: String) -> JSONValue? {
        let value = fields[name]
        return value == .null ? nil : value
    }

    private func wrong(_ name: String, _ value: JSONValue, _ wanted: String) -> AnswerError {
        AnswerError(message: "\(place)\(name) is \(value.kind), not \(wanted)")
    }
}
