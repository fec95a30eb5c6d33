/// A 128-bit rolling hash over a run's journal: same inputs, same fingerprint, on every machine.
public struct Fingerprint: Hashable, Sendable {
    /// The first half.
    public private(set) var high: UInt64
    /// The second half.
    public private(set) var low: UInt64

    /// The fingerprint of nothing yet.
    public init() {
        high = Mix.one
        low = Mix.two
    }

    /// Makes a fingerprint from its halves.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Takes in one word.
    public mutating func absorb(_ word: UInt64) { mix(word, 0) }

    /// Takes in a text: model version, catalogue version, an input's digest.
    public mutating func absorb(_ text: String) { mix(Mix.text(text), UInt64(text.utf8.count)) }

    /// Takes in a journal entry: every field in bits of its own.
    public mutating func absorb(_ entry: Entry) {
        mix(UInt64(bitPattern: entry.time.nanoseconds), entry.subject.packed)
        mix(UInt64(bitPattern: entry.value), entry.object.packed)
        mix(UInt64(entry.kind.rawValue) << 32 | UInt64(entry.cause.number), Mix.three)
    }

    /// Multiplies both halves, each changed by a word, and keeps the whole product, so that 128 bits go on.
    /// The words are added again, so that a factor of zero loses nothing.
    @inline(__always)
    private mutating func mix(_ first: UInt64, _ second: UInt64) {
        let product = (low ^ first).multipliedFullWidth(by: high ^ second)
        high = (high << 23 | high >> 41) &+ (product.high ^ first)
        low = (low << 41 | low >> 23) &+ (product.low ^ second)
    }
}

extension Fingerprint: CustomStringConvertible {
    /// 32 hexadecimal digits.
    public var description: String { Self.hex(high) + Self.hex(low) }

    /// Reads 32 hexadecimal digits; nil when it is not that.
    public init?(_ text: some StringProtocol) {
        let isHex = text.utf8.allSatisfy { (byte: UInt8) in
            (48...57).contains(byte) || (65...70).contains(byte) || (97...102).contains(byte)
        }
        guard isHex, text.utf8.count == 32, let high = UInt64(text.prefix(16), radix: 16),
            let low = UInt64(text.suffix(16), radix: 16)
        else { return nil }
        self.init(high: high, low: low)
    }

    private static func hex(_ word: UInt64) -> String {
        let digits = String(word, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
