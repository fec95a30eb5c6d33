/// A struct whose fields are described by one function, for decoding, encoding and listing alike.
///
///     struct Taint: FieldCodable {
///       var key: String = ""
///       var value: String?
///       mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
///         try coder.field("key", &key)
///         try coder.field("value", &value)
///       }
///     }
public protocol FieldCodable: FieldValue {
    /// Makes the value that a file without any of the fields stands for.
    init()

    /// Passes every field with its name to the coder, always the same ones in the same order; throws nothing
    /// of its own.
    mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError)
}

extension FieldCodable {
    /// Decodes a map; missing and null fields keep their defaults, unknown ones are ignored.
    public static func decode(_ value: Value) throws(FieldError) -> Self {
        try Self(value: value)
    }

    /// Decodes a map, and throws also at a field that no struct on the way knows, with the nearest known
    /// name.
    public static func decodeStrictly(_ value: Value) throws(FieldError) -> Self {
        let result = try Self(value: value)
        try rejectUnknownFields(in: value)
        return result
    }

    /// Lays the fields over a base. What the base says already keeps its text, style and place; what differs
    /// is replaced in place; new fields follow at the end; fields that are nil are removed. A field that has
    /// its default and is absent stays absent. Unknown fields of the base are kept.
    public func encode(over base: Value = .map([])) -> Value {
        var encoder = FieldEncoder(base: base)
        var copy = self
        FieldEncoder.run(&copy, &encoder)
        return encoder.finish(defaults: Self())
    }

    /// The names of the fields in the order of `code`.
    public static func fieldNames() -> [String] {
        var lister = FieldLister()
        var value = Self()
        FieldEncoder.run(&value, &lister)
        return lister.names
    }

    /// Decodes a map; missing and null fields keep their defaults, unknown ones are ignored.
    public init(value: Value) throws(FieldError) {
        guard case .map(let fields) = value.node else { throw FieldError.expected("a map", found: value) }
        self.init()
        var decoder = FieldDecoder(fields: fields)
        try code(&decoder)
    }

    /// Lays the fields over a base, as `encode(over:)`.
    public func encoded(over base: Value?) -> Value {
        encode(over: base ?? .map([]))
    }

    /// Throws at the first field that is unknown here or deeper, with the nearest known name.
    public static func rejectUnknownFields(in value: Value) throws(FieldError) {
        guard case .map(let fields) = value.node else { return }
        let names = fieldNames()
        for field in fields where !names.contains(field.key) {
            let hint: String
            if let nearest = NearestName.find(field.key, among: names) {
                hint = "did you mean '\(nearest)'?"
            } else {
                hint = names.isEmpty ? "" : "the fields here are \(names.joined(separator: ", "))"
            }
            throw FieldError(position: field.keyPosition, problem: "there is no such field", hint: hint)
                .inside(field.key)
        }
        var checker = FieldChecker(fields: fields)
        var defaults = Self()
        try defaults.code(&checker)
    }
}
