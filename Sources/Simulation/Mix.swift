/// Integer mixing shared by random streams, ties, name look-up and the fingerprint.
///
/// A folded 64 x 64 -> 128 bit multiplication (the idea of wyhash, public domain); the odd constants are the
/// fractional digits of the square roots of 2, 3, 5 and 7.
@usableFromInline
enum Mix {
    /// The square root of 2.
    @usableFromInline static let one: UInt64 = 0x6a09_e667_f3bc_c909
    /// The square root of 3.
    @usableFromInline static let two: UInt64 = 0xbb67_ae85_84ca_a73b
    /// The square root of 5.
    @usableFromInline static let three: UInt64 = 0x3c6e_f372_fe94_f82b
    /// The square root of 7.
    @usableFromInline static let four: UInt64 = 0xa54f_f53a_5f1d_36f1

    /// Folds two words into one. A `left` of `one` or a `right` of `two` would make it 0 whatever the other
    /// is, so neither may be given as a constant.
    @inlinable
    static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = (left ^ one).multipliedFullWidth(by: right ^ two)
        return product.high ^ product.low
    }

    /// Folds three words into one.
    @inlinable
    static func fold(_ first: UInt64, _ second: UInt64, _ third: UInt64) -> UInt64 {
        fold(fold(first, second) ^ three, third)
    }

    /// Hash of a text's UTF-8 bytes, equal on every machine.
    @inlinable
    static func text(_ text: some StringProtocol) -> UInt64 {
        text.utf8.withContiguousStorageIfAvailable { bytes(UnsafeRawBufferPointer($0)) }
            ?? Array(text.utf8).withUnsafeBytes { bytes($0) }
    }

    /// Hash of bytes, taken as big-endian words; the last, short one keeps its bytes at the low end.
    @inlinable
    static func bytes(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var state = four
        let whole = bytes.count & ~7
        for place in stride(from: 0, to: whole, by: 8) {
            let word = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            state = fold(state, UInt64(bigEndian: word))
        }
        var word: UInt64 = 0
        for place in whole..<bytes.count { word = word << 8 | UInt64(bytes[place]) }
        return fold(state ^ UInt64(bytes.count), word)
    }
}
