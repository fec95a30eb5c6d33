/// The hash of a state item: the words of its SHA-256, so that comparing two reads no text. What else an
/// agent wrote in its place is kept as it is.
public struct StateItemHash: FieldValue, Hashable {
    private enum Form: Hashable, Sendable {
        case digest(UInt64, UInt64, UInt64, UInt64)
        case text(String)
    }

    private let form: Form

    /// No hash: that of an item that has not run.
    public static let none = StateItemHash(text: "")

    /// The hash of bytes.
    public init(of bytes: [UInt8]) {
        var hash = SHA256()
        hash.update(bytes)
        let digest = hash.digest()
        func word(_ place: Int) -> UInt64 {
            digest[place * 8..<place * 8 + 8].reduce(0) { $0 << 8 | UInt64($1) }
        }
        form = .digest(word(0), word(1), word(2), word(3))
    }

    /// A hash as it is written: 64 lower-case hexadecimal digits, or any other text.
    public init(text: String) {
        form = StateItemHash.parse(text) ?? .text(text)
    }

    public init(value: Value) throws(FieldError) { self.init(text: try String(value: value)) }

    public func encoded(over base: Value?) -> Value { text.encoded(over: base) }

    /// As it is written.
    public var text: String {
        switch form {
        case .text(let text): text
        case .digest(let a, let b, let c, let d):
            [a, b, c, d].map { word in
                let digits = String(word, radix: 16)
                return String(repeating: "0", count: 16 - digits.utf8.count) + digits
            }.joined()
        }
    }

    private static func parse(_ text: String) -> Form? {
        var words: [UInt64] = []
        var word: UInt64 = 0
        guard text.utf8.count == 64 else { return nil }
        for (place, byte) in text.utf8.enumerated() {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): word = word << 4 | UInt64(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"):
                word = word << 4 | UInt64(byte - UInt8(ascii: "a") + 10)
            default: return nil
            }
            if place & 15 == 15 {
                words.append(word)
                word = 0
            }
        }
        return .digest(words[0], words[1], words[2], words[3])
    }
}
