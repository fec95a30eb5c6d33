/// What matters about a text for the choice of its style in YAML.
struct TextShape {
    /// Whether the text, written without quotes in block style, reads back as the same text.
    private(set) var isPlainSafe: Bool
    /// Whether nothing needs an escape; newlines and tabs don't.
    private(set) var isPrintable = true
    /// Whether there is a newline.
    private(set) var hasNewline = false
    /// Whether the first character is a space, tab or newline.
    private(set) var startsWithBlank = false
    /// How many newlines end the text.
    private(set) var trailingNewlines = 0
    private var hasText = false
    private var hasBlankAtLineStart = false

    /// Whether a literal block can hold the text.
    var fitsLiteral: Bool { isPrintable && hasText }

    /// Whether a folded block can hold the text.
    var fitsFolded: Bool { fitsLiteral && !hasBlankAtLineStart && !startsWithBlank }

    /// Looks at a text; linear in its length.
    init(_ text: String) {
        var copy = text
        isPlainSafe = copy.withUTF8 { TextShape.isSafeStart($0) }
        var previous = UInt8(ascii: "\n")
        var isASCII = true
        copy.withUTF8 { bytes in
            for byte in bytes {
                switch byte {
                case 0x0A:
                    hasNewline = true
                    trailingNewlines += 1
                case 0x09, 0x20:
                    if previous == UInt8(ascii: "\n") { hasBlankAtLineStart = true }
                    if previous == UInt8(ascii: ":") { isPlainSafe = false }
                    hasText = true
                    trailingNewlines = 0
                case 0x00..<0x20, 0x7F:
                    isPrintable = false
                case 0x80...:
                    isASCII = false
                    hasText = true
                    trailingNewlines = 0
                default:
                    if byte == UInt8(ascii: "#"), previous == 0x20 || previous == 0x09 { isPlainSafe = false }
                    hasText = true
                    trailingNewlines = 0
                }
                previous = byte
            }
            if let first = bytes.first { startsWithBlank = first == 0x20 || first == 0x09 || first == 0x0A }
        }
        if !isASCII { isPrintable = isPrintable && text.unicodeScalars.allSatisfy(TextShape.isPrintable) }
        if previous == UInt8(ascii: ":") || previous == 0x20 || previous == 0x09 { isPlainSafe = false }
        if hasNewline || !isPrintable { isPlainSafe = false }
    }

    /// Whether YAML 1.1 allows the character unescaped in the middle of a line, or it is a newline.
    static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x20...0x7E: true
        case 0x2028, 0x2029, 0xFEFF: false
        case 0xA0...0xD7FF, 0xE000...0xFFFD, 0x1_0000...0x10_FFFF: true
        default: false
        }
    }

    private static func isSafeStart(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = bytes.first else { return false }
        switch first {
        case 0x20, 0x09, 0x0A,
            UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"),
            UInt8(ascii: "#"), UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "!"), UInt8(ascii: "|"),
            UInt8(ascii: ">"), UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "%"), UInt8(ascii: "@"),
            UInt8(ascii: "`"):
            return false
        case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"):
            if bytes.count == 1 || bytes[1] == 0x20 || bytes[1] == 0x09 { return false }
            return !(bytes.count >= 3 && bytes[1] == first && bytes[2] == first)
        case UInt8(ascii: "."):
            return !(bytes.count >= 3 && bytes[1] == first && bytes[2] == first)
        default:
            return true
        }
    }
}
