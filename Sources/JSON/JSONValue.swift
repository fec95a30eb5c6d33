/// A value of JSON.
public enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    /// As it was written.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    /// The value of a field; nil when this is no object or has none of that name.
    public subscript(name: String) -> JSONValue? {
        guard case .object(let fields) = self else { return nil }
        return fields[name]
    }

    /// The fields in order of their names; nil when this is no object.
    public var members: [JSONMember]? {
        guard case .object(let fields) = self else { return nil }
        return fields.sorted { $0.key < $1.key }.map { JSONMember(name: $0.key, value: $0.value) }
    }

    /// The text; nil when this is none.
    public var string: String? { if case .string(let text) = self { text } else { nil } }

    /// For messages: what it is.
    public var kind: String {
        switch self {
        case .null: "null"
        case .bool: "a truth value"
        case .number: "a number"
        case .string: "a text"
        case .array: "a list"
        case .object: "an object"
        }
    }

    /// The number in thousandths, cut towards zero; nil when it is none or has no place in 64 bits.
    public var thousandths: Int64? {
        guard case .number(let text) = self else { return nil }
        if text.utf8.contains(where: { $0 == 0x65 || $0 == 0x45 }) {
            guard let value = Double(text), abs(value) < 9e15 else { return nil }
            return Int64(value * 1000)
        }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let fraction = parts.count > 1 ? parts[1].prefix(3) : ""
        return Int64(parts[0] + fraction + String(repeating: "0", count: 3 - fraction.count))
    }

    /// The whole number; nil when it is none.
    public var whole: Int64? {
        guard case .number(let text) = self else { return nil }
        if let value = Int64(text) { return value }
        guard let value = Double(text), value.rounded() == value, abs(value) < 9e15 else { return nil }
        return Int64(value)
    }

    /// The value as JSON, the fields of objects in order of their names.
    public var text: String {
        switch self {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .number(let text): text
        case .string(let text): Self.quoted(text)
        case .array(let values): "[" + values.map(\.text).joined(separator: ",") + "]"
        case .object(let fields):
            "{"
                + fields.sorted { $0.key < $1.key }.map { "\(Self.quoted($0.key)):\($0.value.text)" }
                .joined(separator: ",") + "}"
        }
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
