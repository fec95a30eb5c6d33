/// Writes values as JSON for people: two spaces per level, keys in their order.
public struct JSONWriter: Sendable {
    /// Makes a writer.
    public init() {}

    /// The text of a value, without a newline at the end.
    public func write(_ value: Value) -> String {
        var output: [UInt8] = []
        append(value, indent: 0, to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    private func append(_ value: Value, indent: Int, to output: inout [UInt8]) {
        switch value.node {
        case .scalar(let scalar):
            JSONText.append(scalar, to: &output)
        case .list(let elements):
            output.append(UInt8(ascii: "["))
            for index in elements.indices {
                startLine(indent + 2, isFirst: index == 0, in: &output)
                append(elements[index], indent: indent + 2, to: &output)
            }
            if !elements.isEmpty { startLine(indent, isFirst: true, in: &output) }
            output.append(UInt8(ascii: "]"))
        case .map(let fields):
            output.append(UInt8(ascii: "{"))
            for index in fields.indices {
                startLine(indent + 2, isFirst: index == 0, in: &output)
                JSONText.append(fields[index].key, to: &output)
                output.append(contentsOf: ": ".utf8)
                append(fields[index].value, indent: indent + 2, to: &output)
            }
            if !fields.isEmpty { startLine(indent, isFirst: true, in: &output) }
            output.append(UInt8(ascii: "}"))
        }
    }

    private func startLine(_ indent: Int, isFirst: Bool, in output: inout [UInt8]) {
        if !isFirst { output.append(UInt8(ascii: ",")) }
        output.append(UInt8(ascii: "\n"))
        output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent))
    }
}
