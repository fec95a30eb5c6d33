/// What stands where a secret stood: `<redacted #n>`.
enum RedactionMark {
    private static let opening = "<redacted #"

    /// The mark with a number.
    static func text(_ number: Int) -> String { "\(opening)\(number)>" }

    /// Whether a text is a mark and nothing else.
    static func isWhole(_ text: String) -> Bool {
        guard text.hasPrefix(opening), text.hasSuffix(">") else { return false }
        let digits = text.dropFirst(opening.count).dropLast()
        return !digits.isEmpty && digits.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    }

    /// A text without its marks, which are not secret themselves.
    static func removed(from text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "<")), var place = text.range(of: opening) else { return text }
        var (clean, rest) = ("", text[...])
        while true {
            let tail = rest[place.upperBound...]
            guard let end = tail.firstIndex(where: { !$0.isASCII || !$0.isNumber }), tail[end] == ">",
                end > tail.startIndex
            else { return clean + rest }
            clean += rest[..<place.lowerBound]
            rest = tail[tail.index(after: end)...]
            guard let next = rest.range(of: opening) else { return clean + rest }
            place = next
        }
    }
}

extension String {
    /// The first place of `other` in the text.
    func range(of other: String) -> Range<Index>? { self[...].range(of: other) }
}

extension Substring {
    /// The first place of `other` in the text.
    func range(of other: String) -> Range<Index>? {
        guard let first = other.first else { return nil }
        var start = startIndex
        while let index = self[start...].firstIndex(of: first) {
            if self[index...].hasPrefix(other) {
                return index..<self.index(index, offsetBy: other.count)
            }
            start = self.index(after: index)
        }
        return nil
    }
}
