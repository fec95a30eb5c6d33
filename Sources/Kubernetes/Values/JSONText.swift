/// The pieces of JSON text that both JSON writers share.
enum JSONText {
    /// Appends a scalar; numbers in one canonical spelling.
    static func append(_ scalar: Scalar, to output: inout [UInt8]) {
        switch scalar.resolved {
        case .null: output.append(contentsOf: "null".utf8)
        case .bool(let value): output.append(contentsOf: (value ? "true" : "false").utf8)
        case .int(let value): output.append(contentsOf: String(value).utf8)
        case .unsigned(let value): output.append(contentsOf: String(value).utf8)
        case .float(let value): output.append(contentsOf: NumberText.json(value).utf8)
        case .string(let text): append(text, to: &output)
        }
    }

    /// Appends a string in quotes. Escaped is what JSON demands, and what a reader of YAML would refuse or
    /// fold.
    static func append(_ text: String, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        var copy = text
        let isASCII = copy.withUTF8 { bytes in
            guard !bytes.contains(where: { $0 >= 0x7F }) else { return false }
            var start = 0
            for (place, byte) in bytes.enumerated() where byte < 0x20 || byte == 0x22 || byte == 0x5C {
                output.append(contentsOf: bytes[start..<place])
                appendEscaped(Unicode.Scalar(byte), to: &output)
                start = place + 1
            }
            output.append(contentsOf: bytes[start...])
            return true
        }
        if !isASCII {
            for scalar in text.unicodeScalars {
                if TextShape.isPrintable(scalar), ![0x09, 0x0A, 0x22, 0x5C].contains(scalar.value) {
                    output.append(contentsOf: UTF8.encode(scalar).unsafelyUnwrapped)
                } else {
                    appendEscaped(scalar, to: &output)
                }
            }
        }
        output.append(UInt8(ascii: "\""))
    }

    private static func appendEscaped(_ scalar: Unicode.Scalar, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\\"))
        switch scalar.value {
        case 0x22, 0x5C: output.append(UInt8(scalar.value))
        case 0x08: output.append(UInt8(ascii: "b"))
        case 0x09: output.append(UInt8(ascii: "t"))
        case 0x0A: output.append(UInt8(ascii: "n"))
        case 0x0C: output.append(UInt8(ascii: "f"))
        case 0x0D: output.append(UInt8(ascii: "r"))
        default:
            output.append(UInt8(ascii: "u"))
            for shift: UInt32 in [12, 8, 4, 0] {
                let digit = UInt8(scalar.value >> shift & 0xF)
                output.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
            }
        }
    }
}
