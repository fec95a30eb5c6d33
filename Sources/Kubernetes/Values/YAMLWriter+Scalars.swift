extension YAMLWriter {
    /// Appends a key, quoted unless it reads back as the same text; a very long one in the form with `?`.
    mutating func appendKey(_ key: String, indent: Int) {
        if TextShape(key).isPlainSafe, Scalar.readsAsString(key), key != "<<", key.utf8.count < 256 {
            output.append(contentsOf: key.utf8)
            return
        }
        // libyaml recognises a key without `?` only up to 1024 characters; an escape takes up to ten.
        guard key.utf8.count >= 100 else { return appendDoubleQuoted(key) }
        append("? ")
        appendDoubleQuoted(key)
        append("\n")
        appendSpaces(indent)
    }

    /// Appends a scalar in its style, or in the nearest that can hold its text. No newline at the end.
    mutating func appendScalar(_ scalar: Scalar, indent: Int) {
        appendTag(scalar.tag)
        let shape = TextShape(scalar.text)
        switch scalar.style {
        case .plain:
            if scalar.text.isEmpty && scalar.tag != .string { return }
            if shape.isPlainSafe { return output.append(contentsOf: scalar.text.utf8) }
            if shape.hasNewline && shape.fitsLiteral {
                return appendLiteral(scalar.text, shape, indent: indent)
            }
        case .singleQuoted:
            if shape.isPrintable && !shape.hasNewline { return appendSingleQuoted(scalar.text) }
        case .doubleQuoted: break
        case .literal:
            if shape.fitsLiteral { return appendLiteral(scalar.text, shape, indent: indent) }
        case .folded:
            if shape.fitsFolded { return appendFolded(scalar.text, shape, indent: indent) }
            if shape.fitsLiteral { return appendLiteral(scalar.text, shape, indent: indent) }
        }
        appendDoubleQuoted(scalar.text)
    }

    private mutating func appendTag(_ tag: Scalar.Tag) {
        switch tag {
        case .none: break
        case .string: append("!!str ")
        case .bool: append("!!bool ")
        case .int: append("!!int ")
        case .float: append("!!float ")
        case .null: append("!!null ")
        }
    }

    private mutating func appendSingleQuoted(_ text: String) {
        append("'")
        for byte in text.utf8 {
            output.append(byte)
            if byte == UInt8(ascii: "'") { output.append(byte) }
        }
        append("'")
    }

    private mutating func appendDoubleQuoted(_ text: String) {
        append("\"")
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x22: append("\\\"")
            case 0x5C: append("\\\\")
            case 0x0A: append("\\n")
            case 0x0D: append("\\r")
            case 0x09: append("\\t")
            case 0x20...0x7E: output.append(UInt8(truncatingIfNeeded: scalar.value))
            default:
                if TextShape.isPrintable(scalar) {
                    output.append(contentsOf: UTF8.encode(scalar).unsafelyUnwrapped)
                } else {
                    appendEscape(scalar.value)
                }
            }
        }
        append("\"")
    }

    private mutating func appendEscape(_ value: UInt32) {
        let digits = value < 0x100 ? 2 : value < 0x1_0000 ? 4 : 8
        append(digits == 2 ? "\\x" : digits == 4 ? "\\u" : "\\U")
        for place in (0..<digits).reversed() {
            let digit = UInt8(truncatingIfNeeded: value >> UInt32(place * 4) & 0xF)
            output.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        }
    }

    private mutating func appendLiteral(_ text: String, _ shape: TextShape, indent: Int) {
        append("|")
        appendBlockHeader(shape)
        appendLines(text, indent: indent + 2, isFolded: false)
    }

    private mutating func appendFolded(_ text: String, _ shape: TextShape, indent: Int) {
        append(">")
        appendBlockHeader(shape)
        appendLines(text, indent: indent + 2, isFolded: true)
    }

    private mutating func appendBlockHeader(_ shape: TextShape) {
        if shape.startsWithBlank { append("2") }
        switch shape.trailingNewlines {
        case 0: append("-")
        case 1: break
        default: append("+")
        }
    }

    /// Appends the lines of a block, each after a newline; the last newline of the text is left to the
    /// caller.
    private mutating func appendLines(_ text: String, indent: Int, isFolded: Bool) {
        var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        if lines.count > 1, lines[lines.count - 1].isEmpty { lines.removeLast() }
        let lastFull = lines.lastIndex { !$0.isEmpty } ?? 0
        var isAfterText = false
        for index in lines.indices {
            // In a folded block one newline of the text is an empty line, so each run grows by one.
            if isFolded && isAfterText && index <= lastFull { append("\n") }
            isAfterText = !lines[index].isEmpty
            append("\n")
            if lines[index].isEmpty { continue }
            appendSpaces(indent)
            output.append(contentsOf: lines[index])
        }
    }
}
