/// A value that a client has sent.
public enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    /// A number without fraction or exponent that an integer holds.
    case integer(Int64)
    /// Any other number, as it was written.
    case number(String)
    case text(String)
    case array([JSONValue])
    case object([JSONMember])

    /// The value of a member; nil when this is no object or has none of that name.
    public subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    /// The text; nil when this is none.
    var text: String? { if case .text(let text) = self { text } else { nil } }

    /// How a message quotes it: short.
    var quoted: String {
        switch self {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .integer(let number): String(number)
        case .number(let text): String(text.prefix(80))
        case .text(let text): String(text.prefix(80))
        case .array: "[...]"
        case .object: "{...}"
        }
    }
}

/// A member of an object.
public struct JSONMember: Hashable, Sendable {
    /// The name.
    public var name: String
    /// The value.
    public var value: JSONValue
}
