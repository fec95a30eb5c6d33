/// JSON in its one canonical form: keys sorted by UTF-8 bytes, no whitespace, numbers as Go prints them.
/// Equal values have equal bytes; so have `1` and `1.0`, which differ as values.
public enum CanonicalJSON {
    /// The UTF-8 text of a value.
    public static func bytes(of value: Value) -> [UInt8] {
        var output: [UInt8] = []
        append(value, to: &output)
        return output
    }

    /// The text of a value.
    public static func text(of value: Value) -> String {
        String(decoding: bytes(of: value), as: UTF8.self)
    }

    /// Appends the UTF-8 text of a value.
    public static func append(_ value: Value, to output: inout [UInt8]) {
        switch value.node {
        case .scalar(let scalar):
            JSONText.append(scalar, to: &output)
        case .list(let elements):
            output.append(UInt8(ascii: "["))
            for index in elements.indices {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                append(elements[index], to: &output)
            }
            output.append(UInt8(ascii: "]"))
        case .map(let fields):
            output.append(UInt8(ascii: "{"))
            var isFirst = true
            for field in fields.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
                if !isFirst { output.append(UInt8(ascii: ",")) }
                isFirst = false
                JSONText.append(field.key, to: &output)
                output.append(UInt8(ascii: ":"))
                append(field.value, to: &output)
            }
            output.append(UInt8(ascii: "}"))
        }
    }
}
