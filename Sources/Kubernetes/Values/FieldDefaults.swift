/// Collects what the named fields encode to.
struct FieldDefaults: FieldCoder {
    private let names: [String]
    /// The values in the order of the names; nil for a field that is nil.
    private(set) var values: [Value?]

    /// Makes a collector for the names.
    init(names: [String]) {
        self.names = names
        values = Array(repeating: nil, count: names.count)
    }

    /// Encodes the field if its name is asked for.
    mutating func field<T: FieldValue>(_ name: String, _ value: inout T) throws(FieldError) {
        if let index = names.firstIndex(of: name) { values[index] = value.encoded(over: nil) }
    }

    /// Encodes the field if its name is asked for.
    mutating func field<T: FieldValue>(_ name: String, _ value: inout T?) throws(FieldError) {
        if let index = names.firstIndex(of: name) { values[index] = value?.encoded(over: nil) }
    }
}
