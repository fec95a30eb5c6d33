/// The target of a request: the segments of its path, decoded, and its query.
public struct RequestTarget: Hashable, Sendable {
    /// The segments.
    public var segments: [String]
    /// Whether the path ends with a slash.
    public var endsWithSlash: Bool
    /// The names of the query's parameters, decoded, with their values.
    public var query: [Parameter]

    /// A parameter of a query.
    public struct Parameter: Hashable, Sendable {
        /// The name.
        public var name: String
        /// The value.
        public var value: String
    }

    /// Reads a target; nil when it is none in origin-form, or steers away from a plain path.
    /// Source: RFC 9112, section 3.2.1; RFC 3986, section 3.3.
    public init?(_ text: String) {
        guard text.utf8.count <= RedfishRequest.maxTarget, text.hasPrefix("/") else { return nil }
        // Fragments are not sent.
        guard !text.utf8.contains(where: { $0 <= 0x20 || $0 >= 0x7f || $0 == UInt8(ascii: "#") }) else {
            return nil
        }
        let parts = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var pieces = parts[0].dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        endsWithSlash = pieces.last?.isEmpty ?? true
        if endsWithSlash { pieces.removeLast() }
        segments = []
        for piece in pieces {
            guard let segment = Self.decoded(piece), !segment.isEmpty, segment != ".", segment != "..",
                !segment.utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "/") })
            else { return nil }
            segments.append(segment)
        }
        query = []
        guard parts.count == 2 else { return }
        for piece in parts[1].split(separator: "&") {
            let sides = piece.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.decoded(sides[0]),
                let value = sides.count == 2 ? Self.decoded(sides[1]) : ""
            else { return nil }
            query.append(Parameter(name: name, value: value))
        }
    }

    /// Replaces escapes by what they stand for; nil for a broken one, or when the result is no UTF-8.
    private static func decoded(_ text: Substring) -> String? {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else {
                return nil
            }
            bytes.append(high << 4 | low)
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        byte < 0x80 ? Character(Unicode.Scalar(byte)).hexDigitValue.map { UInt8($0) } : nil
    }

    /// Writes a text as a segment of a path.
    static func encoded(_ text: String) -> String {
        let isPlain: (UInt8) -> Bool = { byte in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                || [0x2d, 0x2e, 0x5f, 0x7e].contains(byte)
        }
        if text.utf8.allSatisfy(isPlain) { return text }
        return text.utf8.map { byte in
            if isPlain(byte) { return String(Unicode.Scalar(byte)) }
            let digits = String(byte, radix: 16, uppercase: true)
            return "%" + (byte < 16 ? "0" : "") + digits
        }.joined()
    }
}
