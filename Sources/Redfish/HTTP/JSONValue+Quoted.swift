import JSON

extension JSONValue {
    /// How a message quotes it: short.
    var quoted: String {
        switch self {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .number(let text), .string(let text): String(text.prefix(80))
        case .array: "[...]"
        case .object: "{...}"
        }
    }
}
