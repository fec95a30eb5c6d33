/// An enum of strings as the value of a field: `enum Phase: String, FieldEnum { case ready = "Ready" }`.
public protocol FieldEnum: RawRepresentable, CaseIterable, FieldValue where RawValue == String {}

extension FieldEnum {
    /// Decodes a string that is one of the cases; the error lists them.
    public init(value: Value) throws(FieldError) {
        let text = try String(value: value)
        guard let known = Self(rawValue: text) else {
            let names = Self.allCases.map(\.rawValue)
            let nearest = NearestName.find(text, among: names).map { "did you mean '\($0)'? " } ?? ""
            throw FieldError(
                position: value.position, problem: "expected one of the known values, found another string",
                hint: nearest + "the values are \(names.joined(separator: ", "))")
        }
        self = known
    }

    /// The case's string.
    public func encoded(over base: Value?) -> Value {
        rawValue.encoded(over: base)
    }
}
