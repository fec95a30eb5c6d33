extension Value {
    /// The null value.
    public static let null = Value(node: .scalar(Scalar(text: "null", style: .plain)))

    /// A boolean.
    public static func bool(_ value: Bool) -> Value {
        Value(node: .scalar(Scalar(text: value ? "true" : "false", style: .plain)))
    }

    /// An integer.
    public static func int(_ value: Int64) -> Value {
        Value(node: .scalar(Scalar(text: String(value), style: .plain)))
    }

    /// An integer.
    public static func int(_ value: Int) -> Value {
        int(Int64(value))
    }

    /// A string, which is quoted in files only when its text would read as something else.
    public static func string(_ text: String) -> Value {
        Value(node: .scalar(Scalar(string: text)))
    }

    /// A list of the elements.
    public static func list(_ elements: [Value]) -> Value {
        Value(node: .list(elements))
    }

    /// A map of the fields, whose keys must differ.
    public static func map(_ fields: [Field]) -> Value {
        Value(node: .map(fields))
    }

    /// A map of the pairs in the order given, whose keys must differ.
    public static func map(_ pairs: KeyValuePairs<String, Value>) -> Value {
        Value(node: .map(pairs.map { Field(key: $0.key, value: $0.value) }))
    }
}
