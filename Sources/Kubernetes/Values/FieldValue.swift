/// What the field of a Kubernetes object can be: a scalar, a list, a map or a struct of fields.
public protocol FieldValue: Equatable, Sendable {
    /// Decodes a value that isn't null; throws with a path that begins at the value.
    init(value: Value) throws(FieldError)

    /// The value for a file or the store. Where the base, the former value of the same field, means the same,
    /// it is kept with its text and style; parts of it that this type doesn't know are kept too.
    func encoded(over base: Value?) -> Value

    /// Throws at the first field that this type doesn't know; types without fields of their own know all.
    static func rejectUnknownFields(in value: Value) throws(FieldError)
}

extension FieldValue {
    /// Knows all fields.
    public static func rejectUnknownFields(in value: Value) throws(FieldError) {}
}
