/// What the text of a scalar means to Kubernetes.
public enum ScalarType: Equatable, Sendable {
    /// Nothing: `null`, `~` or no text at all.
    case null
    /// A boolean: `true`, `yes`, `on`, `y` and their opposites.
    case bool(Bool)
    /// An integer that fits into 64 bits with sign.
    case int(Int64)
    /// An integer above the largest that 64 bits with sign can hold.
    case unsigned(UInt64)
    /// A number with a fraction or exponent, an infinity or not-a-number.
    case float(Double)
    /// Anything else.
    case string(String)

    /// The type's name with its article, for messages.
    public var kindName: String {
        switch self {
        case .null: "null"
        case .bool: "a boolean"
        case .int, .unsigned: "an integer"
        case .float: "a floating-point number"
        case .string: "a string"
        }
    }
}
