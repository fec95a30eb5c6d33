/// Reads what `VarintWriter` wrote; every answer is nil once the bytes are at an end or malformed.
struct VarintReader {
    private let bytes: [UInt8]
    private var index = 0

    /// Reads `bytes` from the first.
    init(bytes: [UInt8]) { self.bytes = bytes }

    /// True when all was read.
    var isAtEnd: Bool { index == bytes.count }

    /// The next number; nil also for one beyond 64 bits or longer than it needs to be.
    mutating func next() -> UInt64? {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while index < bytes.count, shift < 64 {
            let byte = bytes[index]
            index += 1
            value |= UInt64(byte & 0x7f) << shift
            if byte & 0x80 == 0 {
                let isTooLong = byte == 0 && shift > 0
                let isTooBig = byte > 1 && shift == 63
                return isTooLong || isTooBig ? nil : value
            }
            shift += 7
        }
        return nil
    }

    /// The next number with a sign.
    mutating func nextSigned() -> Int64? {
        guard let raw = next() else { return nil }
        return Int64(bitPattern: raw >> 1) ^ -Int64(bitPattern: raw & 1)
    }
}
