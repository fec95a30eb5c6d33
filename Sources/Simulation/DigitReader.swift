/// Reads fixed-width decimal fields from ASCII text.
struct DigitReader {
    private let bytes: [UInt8]
    private var index = 0

    /// Reads `text` from its beginning.
    init(_ text: some StringProtocol) { bytes = Array(text.utf8) }

    /// True when all was read.
    var isAtEnd: Bool { index == bytes.count }

    /// Takes a number of exactly `digits` digits; nil, and nothing taken, when there is none.
    mutating func number(_ digits: Int) -> Int64? {
        guard index + digits <= bytes.count else { return nil }
        var value: Int64 = 0
        for byte in bytes[index..<index + digits] {
            guard (48...57).contains(byte) else { return nil }
            value = value * 10 + Int64(byte - 48)
        }
        index += digits
        return value
    }

    /// Takes the digits after a decimal point, as billionths; those beyond the ninth are dropped. Nil when
    /// there is none.
    mutating func fraction() -> Int64? {
        let start = index
        var value: Int64 = 0
        var unit: Int64 = 100_000_000
        while index < bytes.count, (48...57).contains(bytes[index]) {
            value += Int64(bytes[index] - 48) * unit
            unit /= 10
            index += 1
        }
        return index > start ? value : nil
    }

    /// Takes the next byte if it is one of `set`.
    mutating func accept(_ set: String) -> Bool {
        guard index < bytes.count, set.utf8.contains(bytes[index]) else { return false }
        index += 1
        return true
    }
}
