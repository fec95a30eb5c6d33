/// A text in lower case as UTF-8 bytes, searched without regard to characters: a hundred times faster than
/// searching a `String`, and what is searched for here is ASCII.
struct LowerCaseText {
    /// The bytes; may be empty.
    private(set) var bytes: ContiguousArray<UInt8>

    /// The lower case of `text`.
    init(_ text: String) {
        bytes = ContiguousArray(text.utf8)
        for index in bytes.indices {
            let byte = bytes[index]
            guard byte < 0x80 else {
                // Letters beyond ASCII may have a lower case within it, such as the Kelvin sign.
                bytes = ContiguousArray(text.lowercased().utf8)
                return
            }
            if byte &- 0x41 < 26 { bytes[index] = byte | 0x20 }
        }
    }

    /// Takes out what `isWanted` does not want.
    mutating func keep(_ isWanted: (UInt8) -> Bool) { bytes.removeAll { !isWanted($0) } }

    /// Whether `word` stands at `index`.
    func has(_ word: StaticString, at index: Int) -> Bool {
        let count = word.utf8CodeUnitCount
        guard index >= 0, index + count <= bytes.count else { return false }
        return word.withUTF8Buffer { word in
            for offset in 0..<count where bytes[index + offset] != word[offset] { return false }
            return true
        }
    }

    /// Whether `word` stands somewhere.
    func contains(_ word: StaticString) -> Bool { first(word) != nil }

    /// Whether the text ends with `word`.
    func ends(with word: StaticString) -> Bool { has(word, at: bytes.count - word.utf8CodeUnitCount) }

    /// Whether the text is `word`.
    func equals(_ word: StaticString) -> Bool { bytes.count == word.utf8CodeUnitCount && has(word, at: 0) }

    /// The first place of `word`, which is not empty, or nil.
    func first(_ word: StaticString) -> Int? {
        let first = word.withUTF8Buffer { $0[0] }
        for index in bytes.indices where bytes[index] == first && has(word, at: index) { return index }
        return nil
    }

    /// A part of the text.
    func slice(_ range: Range<Int>) -> LowerCaseText { LowerCaseText(bytes: ContiguousArray(bytes[range])) }

    /// The last word of a part of the text, whose words are parted by `-`, `_` or `.`.
    func lastWord(_ range: Range<Int>) -> LowerCaseText {
        let start = bytes[range].lastIndex { byte in
            byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
        }
        return slice((start.map { $0 + 1 } ?? range.lowerBound)..<range.upperBound)
    }

    private init(bytes: ContiguousArray<UInt8>) { self.bytes = bytes }
}
