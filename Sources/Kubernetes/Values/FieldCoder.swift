/// Visits the fields of a struct, one call per field, to decode, encode or list them.
public protocol FieldCoder {
    /// A field that always has a value; missing or null in a file it keeps its default.
    mutating func field<T: FieldValue>(_ name: String, _ value: inout T) throws(FieldError)
    /// A field that may be absent; its default should be nil.
    mutating func field<T: FieldValue>(_ name: String, _ value: inout T?) throws(FieldError)
}
