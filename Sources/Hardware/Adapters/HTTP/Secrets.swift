/// Words that must not be repeated to people. An empty one is none.
struct Secrets: Sendable {
    /// Characters of a text that are told.
    static let textLimit = 300

    private var words: [[Unicode.Scalar]] = []

    init(_ words: [String] = []) {
        for word in words { add(word) }
    }

    mutating func add(_ word: String) {
        if !word.isEmpty { words.append(Array(word.unicodeScalars)) }
    }

    /// What a device wrote, without the secrets that it may have repeated, and not too long. It is cut after
    /// they are gone, since a part of one tells of it too.
    func cleaned(_ text: String) -> String {
        var (result, count) = (String.UnicodeScalarView(), 0)
        var rest = text.unicodeScalars[...]
        while let first = rest.first, count < Self.textLimit {
            // Where one begins with another, the longer is meant.
            let found = words.filter { $0[0] == first && rest.starts(with: $0) }.map(\.count).max()
            let told = found == nil ? [first] : Array("(secret)".unicodeScalars)
            result += told.prefix(Self.textLimit - count)
            count += told.count
            rest = rest.dropFirst(found ?? 1)
        }
        return String(result)
    }
}
