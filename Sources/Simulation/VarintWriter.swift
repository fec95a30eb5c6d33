/// Writes unsigned and signed integers in as few bytes as they need (LEB128, zigzag).
struct VarintWriter {
    /// What was written.
    private(set) var bytes: [UInt8] = []

    /// Writes `value`.
    mutating func append(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// Writes `value` so that small sizes of either sign are short.
    mutating func append(signed value: Int64) {
        append(UInt64(bitPattern: (value << 1) ^ (value >> 63)))
    }
}
