import CYAML

extension YAMLDocumentStream {
    /// The fault for a list or map in the place of a key.
    static func complexKey(_ position: SourcePosition) -> YAMLFault {
        YAMLFault(
            position, "a list or map stands where a key must be",
            "quote the text if it begins with { or [; a template must be rendered first")
    }

    /// The fault for nesting beyond the limit.
    static func tooDeep(_ position: SourcePosition, _ limits: YAMLLimits) -> YAMLFault {
        YAMLFault(
            position, "lists and maps are nested deeper than the limit of \(limits.maxDepth)",
            "no Kubernetes object is that deep; check the file")
    }

    /// What made libyaml give up, in words that help.
    func parserFault() -> YAMLFault {
        let mark = parser.pointee.error == YAML_READER_ERROR ? decodedEnd() : parser.pointee.problem_mark
        let position = SourcePosition(
            line: UInt32(truncatingIfNeeded: mark.line + 1),
            column: UInt32(truncatingIfNeeded: mark.column + 1))
        if source.failure != nil { return YAMLFault(position, "the file could not be read", "") }
        if let refusal = source.refusal { return YAMLFault(position, refusal.problem, refusal.hint) }
        let problem = parser.pointee.problem.map { String(cString: $0) } ?? "out of memory"
        if parser.pointee.error == YAML_READER_ERROR { return readerFault(position, problem) }
        if problem.contains("maximum depth") { return YAMLDocumentStream.tooDeep(position, limits) }
        if problem == "found character that cannot start any token" { return badStart(position) }
        if isAtEnd {
            return YAMLFault(
                position, "the file ends in the middle of a value (\(problem))",
                "it seems cut off: close the quote or bracket, or copy the whole file again")
        }
        return YAMLFault(position, problem, YAMLDocumentStream.hint(for: problem))
    }

    /// Whether the problem is that the text ended.
    private var isAtEnd: Bool {
        guard parser.pointee.problem_mark.index == parser.pointee.mark.index else { return false }
        guard parser.pointee.eof != 0, let next = parser.pointee.buffer.pointer else { return false }
        let last = parser.pointee.buffer.last
        var rest = UnsafePointer(next)
        while let end = last, rest < UnsafePointer(end) {
            guard rest.pointee == 0 || rest.pointee == 0x0A || rest.pointee == 0x20 else { return false }
            rest += 1
        }
        return true
    }

    private func badStart(_ position: SourcePosition) -> YAMLFault {
        switch parser.pointee.buffer.pointer?.pointee {
        case UInt8(ascii: "\t"):
            YAMLFault(position, "a tab is used for indentation", "replace the tab by spaces")
        case UInt8(ascii: "%"):
            YAMLFault(position, "a value begins with %", "quote the value; a template must be rendered first")
        default:
            YAMLFault(position, "a value begins with @ or `", "quote the value")
        }
    }

    private func readerFault(_ position: SourcePosition, _ problem: String) -> YAMLFault {
        if problem == "control characters are not allowed" {
            let what = parser.pointee.problem_value == 0 ? "a NUL byte" : "a control character"
            return YAMLFault(
                position, "the file holds \(what), so it is no YAML text", "give a text file in UTF-8")
        }
        return YAMLFault(
            position, "the file is no valid UTF-8 text", "save it as UTF-8, or give the right file")
    }

    /// The place up to which the input could be decoded: what was scanned and the text waiting behind it.
    private func decodedEnd() -> yaml_mark_t {
        var mark = parser.pointee.mark
        guard let start = parser.pointee.buffer.pointer, let end = parser.pointee.buffer.last else {
            return mark
        }
        var next = start
        while next < end {
            if next.pointee == 0x0A {
                mark.line += 1
                mark.column = 0
            } else if next.pointee & 0xC0 != 0x80 {
                mark.column += 1
            }
            next += 1
        }
        return mark
    }

    private static func hint(for problem: String) -> String {
        switch problem {
        case "mapping values are not allowed in this context":
            "check the indentation, and quote text that holds a colon and a space"
        case "could not find expected ':'", "did not find expected key":
            "check the indentation here and in the lines above; every key needs a colon and a space"
        case "did not find expected '-' indicator":
            "check the indentation; elements of one list must stand in one column"
        case "block sequence entries are not allowed in this context":
            "begin the list in a new line below its key"
        case "did not find expected ',' or ']'": "close the list with ] and separate its elements by commas"
        case "did not find expected ',' or '}'":
            "close the map with } and separate its fields by commas; a template must be rendered first"
        case "found unknown escape character", "did not find expected hexdecimal number",
            "found invalid Unicode character escape code":
            "use single quotes where a backslash is meant as itself"
        case "found a tab character where an indentation space is expected",
            "found a tab character that violates indentation":
            "replace the tab by spaces"
        case "did not find expected <document start>": "separate documents by a line with ---"
        case "found undefined tag handle": "remove the tag, or quote text that begins with !"
        case "while parsing a quoted scalar", "found unexpected document indicator":
            "close the quote before the next document"
        default: "check quotes, brackets and indentation here and in the line above"
        }
    }
}
