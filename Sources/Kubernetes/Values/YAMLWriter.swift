/// Writes values as YAML text: block style, two spaces per level, lists in the column of their key as kubectl
/// prints them. Keys keep their order, scalars their text and, where possible, their style; what is read back
/// equals what was written.
public struct YAMLWriter: Sendable {
    /// The text so far.
    var output: [UInt8] = []

    /// Makes a writer.
    public init() {}

    /// The text of one document, ending in a newline.
    public func write(_ value: Value) -> String {
        write([value])
    }

    /// The text of several documents separated by lines with `---`; empty without documents.
    public func write(_ documents: [Value]) -> String {
        String(decoding: bytes(of: documents), as: UTF8.self)
    }

    /// The UTF-8 text of several documents separated by lines with `---`; empty without documents.
    public func bytes(of documents: [Value]) -> [UInt8] {
        var writer = YAMLWriter()
        var isFirst = true
        for document in documents {
            if !isFirst { writer.append("---\n") }
            isFirst = false
            writer.appendDocument(document)
        }
        return writer.output
    }

    /// Appends text that is ASCII.
    mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { output.append(contentsOf: $0) }
    }

    /// Appends spaces.
    mutating func appendSpaces(_ count: Int) {
        for _ in 0..<count { output.append(UInt8(ascii: " ")) }
    }

    private mutating func appendDocument(_ value: Value) {
        switch value.node {
        case .scalar(let scalar):
            appendScalar(scalar, indent: 0)
            append("\n")
        case .list(let elements):
            if elements.isEmpty { append("[]\n") } else { appendList(elements, indent: 0, isInline: false) }
        case .map(let fields):
            if fields.isEmpty { append("{}\n") } else { appendMap(fields, indent: 0, isInline: false) }
        }
    }

    private mutating func appendMap(_ fields: [Value.Field], indent: Int, isInline: Bool) {
        var needsIndent = !isInline
        for field in fields {
            if needsIndent { appendSpaces(indent) }
            needsIndent = true
            appendKey(field.key, indent: indent)
            append(":")
            switch field.value.node {
            case .list(let elements) where !elements.isEmpty:
                append("\n")
                appendList(elements, indent: indent, isInline: false)
            case .map(let inner) where !inner.isEmpty:
                append("\n")
                appendMap(inner, indent: indent + 2, isInline: false)
            default:
                appendLeaf(field.value, indent: indent)
            }
        }
    }

    private mutating func appendList(_ elements: [Value], indent: Int, isInline: Bool) {
        var needsIndent = !isInline
        for element in elements {
            if needsIndent { appendSpaces(indent) }
            needsIndent = true
            append("-")
            switch element.node {
            case .list(let inner) where !inner.isEmpty:
                append(" ")
                appendList(inner, indent: indent + 2, isInline: true)
            case .map(let fields) where !fields.isEmpty:
                append(" ")
                appendMap(fields, indent: indent + 2, isInline: true)
            default:
                appendLeaf(element, indent: indent)
            }
        }
    }

    /// Appends a scalar or an empty list or map behind a `:` or `-`, and ends the line.
    private mutating func appendLeaf(_ value: Value, indent: Int) {
        switch value.node {
        case .scalar(let scalar):
            if !scalar.text.isEmpty || scalar.style != .plain || scalar.tag != .none { append(" ") }
            appendScalar(scalar, indent: indent)
        case .list: append(" []")
        case .map: append(" {}")
        }
        append("\n")
    }
}
