/// Sets every field from the fields of a map.
struct FieldDecoder: FieldCoder {
    private let fields: [Value.Field]
    private var next = 0

    /// Makes a decoder of a map's fields.
    init(fields: [Value.Field]) {
        self.fields = fields
    }

    /// Decodes the field unless it is missing or null.
    mutating func field<T: FieldValue>(_ name: String, _ value: inout T) throws(FieldError) {
        guard let index = find(name) else { return }
        do {
            value = try T(value: fields[index].value)
        } catch {
            throw error.inside(name)
        }
    }

    /// Decodes the field unless it is missing or null.
    mutating func field<T: FieldValue>(_ name: String, _ value: inout T?) throws(FieldError) {
        guard let index = find(name) else { return }
        do {
            value = try T(value: fields[index].value)
        } catch {
            throw error.inside(name)
        }
    }

    /// The index of a field that isn't null; begins behind the last one found, as files tend to our order.
    private mutating func find(_ name: String) -> Int? {
        let count = fields.count
        var index = next
        for _ in 0..<count {
            if index >= count { index = 0 }
            if fields[index].key == name {
                next = index + 1
                return fields[index].value.isNull ? nil : index
            }
            index += 1
        }
        return nil
    }
}
