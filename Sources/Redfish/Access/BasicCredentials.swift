/// A name and a password, as the header `Authorization` carries them. Source: RFC 7617.
struct BasicCredentials: Hashable, Sendable {
    /// The name.
    var user: String
    /// The password.
    var password: String

    /// A name and a password.
    init(user: String, password: String) {
        self.user = user
        self.password = password
    }

    /// Reads the header's value; nil when it is of another scheme or broken.
    init?(header: String) {
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "basic",
            let bytes = Self.base64(parts[1].utf8.drop { $0 == 0x20 }),
            let colon = bytes.firstIndex(of: UInt8(ascii: ":")),
            let user = String(validating: bytes[..<colon], as: UTF8.self),
            let password = String(validating: bytes[(colon + 1)...], as: UTF8.self)
        else { return nil }
        self.user = user
        self.password = password
    }

    /// Source: RFC 4648, section 4.
    private static func base64(_ text: Substring.UTF8View.SubSequence) -> [UInt8]? {
        guard text.count <= 1_024 else { return nil }
        var bytes: [UInt8] = []
        var (bits, count, padding): (UInt32, Int, Int) = (0, 0, 0)
        for byte in text {
            let value: UInt32
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = UInt32(byte) - 65
            case UInt8(ascii: "a")...UInt8(ascii: "z"): value = UInt32(byte) - 71
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = UInt32(byte) + 4
            case UInt8(ascii: "+"): value = 62
            case UInt8(ascii: "/"): value = 63
            case UInt8(ascii: "="):
                padding += 1
                continue
            default: return nil
            }
            guard padding == 0 else { return nil }
            bits = bits << 6 | value
            count += 1
            if count % 4 == 0 {
                bytes += [UInt8(bits >> 16 & 255), UInt8(bits >> 8 & 255), UInt8(bits & 255)]
                bits = 0
            }
        }
        switch count % 4 {
        case 0 where padding == 0: break
        case 2 where padding == 2: bytes.append(UInt8(bits >> 4 & 255))
        case 3 where padding == 1: bytes += [UInt8(bits >> 10 & 255), UInt8(bits >> 2 & 255)]
        default: return nil
        }
        return bytes
    }
}
