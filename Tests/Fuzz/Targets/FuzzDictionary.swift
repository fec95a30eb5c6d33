/// Dictionaries as libFuzzer has them: a word in quotes a line, with `\\`, `\"` and `\xAB`; `#` begins a
/// comment.
enum FuzzDictionary {
    /// The words of a dictionary.
    static func words(_ text: String) -> [[UInt8]] {
        text.split(separator: "\n").compactMap { line in
            guard line.hasPrefix("\""), line.hasSuffix("\""), line.utf8.count > 2 else { return nil }
            return word(line.utf8.dropFirst().dropLast())
        }
    }

    private static func word(_ text: Substring.UTF8View) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = Array(text)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\"), let escaped = rest.popFirst() else {
                bytes.append(byte)
                continue
            }
            guard escaped == UInt8(ascii: "x") else {
                bytes.append(escaped)
                continue
            }
            bytes.append(UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) ?? 0)
            rest = rest.dropFirst(2)
        }
        return bytes
    }
}
