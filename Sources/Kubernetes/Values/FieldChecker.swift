/// Looks for unknown fields inside every known one.
struct FieldChecker: FieldCoder {
    private let fields: [Value.Field]

    /// Makes a checker of a map's fields.
    init(fields: [Value.Field]) {
        self.fields = fields
    }

    /// Checks the field if the map has it.
    mutating func field<T: FieldValue>(_ name: String, _ value: inout T) throws(FieldError) {
        try check(T.self, name)
    }

    /// Checks the field if the map has it.
    mutating func field<T: FieldValue>(_ name: String, _ value: inout T?) throws(FieldError) {
        try check(T.self, name)
    }

    private func check<T: FieldValue>(_ type: T.Type, _ name: String) throws(FieldError) {
        for field in fields where field.key == name {
            do {
                try T.rejectUnknownFields(in: field.value)
            } catch {
                throw error.inside(name)
            }
        }
    }
}
