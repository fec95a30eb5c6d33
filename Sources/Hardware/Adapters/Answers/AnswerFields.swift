import JSON

/// An object of an answer in JSON. Fields that are absent or null read as nil, by `need` they are errors; a
/// field of another type is an error that names it.
typealias AnswerObject = AnswerFields<AnswerError>

/// An object of an answer in JSON, whose errors are of the type that its reader throws.
struct AnswerFields<Failure: MalformedAnswer>: Sendable {
    /// What it is of: the path or the program that answered so.
    let resource: String
    /// Where in the answer the object is, such as `nodes/0/`; empty for the whole.
    private let part: String
    let fields: [String: JSONValue]

    private init(_ resource: String, _ part: String, _ fields: [String: JSONValue]) {
        self.resource = resource
        self.part = part
        self.fields = fields
    }

    /// Where the object is, such as `/api/nodes: 0/`; ends before the name of a field.
    var place: String { "\(resource): \(part)" }

    /// The object that an answer is; `name` is what it answers.
    init(_ bytes: [UInt8], _ name: String) throws(Failure) {
        let value = try Self.value(bytes, name)
        guard case .object(let fields) = value else {
            throw .malformed("\(name) is \(value.kind), not an object")
        }
        self.init(name, "", fields)
    }

    /// The objects that an answer lists.
    static func list(_ bytes: [UInt8], _ name: String) throws(Failure) -> [Self] {
        let value = try value(bytes, name)
        guard case .array(let values) = value else {
            throw .malformed("\(name) is \(value.kind), not a list")
        }
        return try objects(values, name, "")
    }

    private static func value(_ bytes: [UInt8], _ name: String) throws(Failure) -> JSONValue {
        do throws(JSONError) {
            return try JSONReader.value(bytes)
        } catch {
            throw .malformed("\(name) is not JSON: \(error.message)")
        }
    }

    private static func objects(
        _ values: [JSONValue], _ resource: String, _ part: String
    ) throws(Failure) -> [Self] {
        var result: [Self] = []
        for (index, value) in values.enumerated() where value != .null {
            guard case .object(let fields) = value else {
                throw .malformed("\(resource): \(part)\(index) is \(value.kind), not an object")
            }
            result.append(Self(resource, "\(part)\(index)/", fields))
        }
        return result
    }

    func text(_ name: String) throws(Failure) -> String? {
        guard let value = present(name) else { return nil }
        guard case .string(let text) = value else { throw wrong(name, value, "a text") }
        return text
    }

    func whole(_ name: String) throws(Failure) -> Int64? {
        guard let value = present(name) else { return nil }
        guard let number = value.whole else { throw wrong(name, value, "a whole number") }
        return number
    }

    /// A number, in thousandths.
    func thousandths(_ name: String) throws(Failure) -> Int64? {
        guard let value = present(name) else { return nil }
        guard let number = value.thousandths else { throw wrong(name, value, "a number") }
        return number
    }

    func truth(_ name: String) throws(Failure) -> Bool? {
        guard let value = present(name) else { return nil }
        guard case .bool(let truth) = value else { throw wrong(name, value, "a truth value") }
        return truth
    }

    func object(_ name: String) throws(Failure) -> Self? {
        guard let value = present(name) else { return nil }
        guard case .object(let fields) = value else { throw wrong(name, value, "an object") }
        return Self(resource, "\(part)\(name)/", fields)
    }

    /// The objects of a list; none when there is no list.
    func objects(_ name: String) throws(Failure) -> [Self] {
        try Self.objects(list(name), resource, "\(part)\(name)/")
    }

    /// The objects that are the fields of an object, by name and in order of the names.
    func named(_ name: String) throws(Failure) -> [(name: String, object: Self)] {
        guard let parent = try object(name) else { return [] }
        var result: [(name: String, object: Self)] = []
        for name in parent.fields.keys.sorted() {
            result.append((name, try parent.need(try parent.object(name), name)))
        }
        return result
    }

    /// The texts of a list; none when there is no list.
    func texts(_ name: String) throws(Failure) -> [String] {
        var result: [String] = []
        for (index, value) in try list(name).enumerated() where value != .null {
            guard case .string(let text) = value else { throw wrong("\(name)/\(index)", value, "a text") }
            result.append(text)
        }
        return result
    }

    /// The whole numbers of a list; none when there is no list.
    func wholes(_ name: String) throws(Failure) -> [Int64] {
        var result: [Int64] = []
        for (index, value) in try list(name).enumerated() {
            guard let number = value.whole else { throw wrong("\(name)/\(index)", value, "a whole number") }
            result.append(number)
        }
        return result
    }

    /// A value that must be there.
    func need<Value>(_ value: Value?, _ name: String) throws(Failure) -> Value {
        guard let value else { throw .malformed("\(place)\(name) is not there") }
        return value
    }

    private func list(_ name: String) throws(Failure) -> [JSONValue] {
        guard let value = present(name) else { return [] }
        guard case .array(let values) = value else { throw wrong(name, value, "a list") }
        return values
    }

    private func present(_ name: String) -> JSONValue? {
        let value = fields[name]
        return value == .null ? nil : value
    }

    private func wrong(_ name: String, _ value: JSONValue, _ wanted: String) -> Failure {
        .malformed("\(place)\(name) is \(value.kind), not \(wanted)")
    }
}
