/// Text that cannot steer a terminal.
enum PlainText {
    /// The UTF-8 of a text; control characters other than line end and tab, and those that change the
    /// direction of writing, as `\\u001b`, which is also how JSON escapes them.
    static func bytes(_ text: String) -> [UInt8] {
        let isPlain = text.utf8.allSatisfy { byte in
            byte >= 0x20 && byte != 0x7F && byte != 0xC2 && byte != 0xE2 || byte == 0x0A || byte == 0x09
        }
        guard !isPlain else { return Array(text.utf8) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            guard isControl(scalar.value) else {
                bytes.append(contentsOf: String(scalar).utf8)
                continue
            }
            let digits = String(scalar.value, radix: 16)
            bytes.append(contentsOf: ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
        }
        return bytes
    }

    private static func isControl(_ value: UInt32) -> Bool {
        switch value {
        case 0x0A, 0x09: false
        case 0x00...0x1F, 0x7F...0x9F, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
