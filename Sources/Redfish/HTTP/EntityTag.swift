import Simulation

/// Tags of representations, and the headers that name them. Source: RFC 9110, sections 8.8.3 and 13.1.
enum EntityTag {
    /// The tag of a representation.
    static func of(_ body: [UInt8]) -> String {
        var fingerprint = Fingerprint()
        body.withUnsafeBytes { bytes in
            let whole = bytes.count & ~7
            for place in stride(from: 0, to: whole, by: 8) {
                fingerprint.absorb(bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
            }
            for place in whole..<bytes.count { fingerprint.absorb(UInt64(bytes[place])) }
        }
        let digits = String(fingerprint.high ^ fingerprint.low, radix: 16)
        return "\"" + String(repeating: "0", count: 16 - digits.utf8.count) + digits + "\""
    }

    /// Whether the value of `If-Match` or `If-None-Match` names a tag. Weak tags match by their text:
    /// clients send back what they got, and some mark it weak.
    static func matches(_ header: String, _ tag: String) -> Bool {
        header.split(separator: ",").contains { part in
            var part = part.drop { $0 == " " || $0 == "\t" }
            while part.last == " " || part.last == "\t" { part.removeLast() }
            if part == "*" { return true }
            if part.hasPrefix("W/") { part = part.dropFirst(2) }
            return part == tag
        }
    }
}
