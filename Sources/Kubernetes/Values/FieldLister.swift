/// Lists the names of all fields.
struct FieldLister: FieldCoder {
    /// The names in order.
    private(set) var names: [String] = []

    /// Makes an empty list.
    init() {}

    /// Notes the name.
    mutating func field<T: FieldValue>(_ name: String, _ value: inout T) throws(FieldError) {
        names.append(name)
    }

    /// Notes the name.
    mutating func field<T: FieldValue>(_ name: String, _ value: inout T?) throws(FieldError) {
        names.append(name)
    }
}
