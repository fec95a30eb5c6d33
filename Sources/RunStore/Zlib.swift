import CZlib

/// Compression of the pieces of a run file.
enum Zlib {
    /// Level 1 of 9: a journal of 300,000 entries takes 0.06 s; level 6 takes 0.28 s to save another 12 %.
    private static var level: Int32 { 1 }
    /// No zlib stream is longer than this many times its compressed size.
    private static var greatestRatio: Int { 1032 }

    /// `bytes`, compressed.
    static func compress(_ bytes: [UInt8]) -> [UInt8] {
        let bound = Int(compressBound(uLong(bytes.count)))
        return [UInt8](unsafeUninitializedCapacity: bound) { target, count in
            var length = uLong(bound)
            let result = compress2(target.baseAddress, &length, bytes, uLong(bytes.count), level)
            precondition(result == Z_OK, "zlib failed with \(result)")
            count = Int(length)
        }
    }

    /// The `size` bytes that `compressed` stands for; nil when it is not that. Never uses more memory than
    /// `size`, nor than 1032 times what it is given.
    static func inflate(_ compressed: [UInt8], size: Int) -> [UInt8]? {
        guard size >= 0, size <= compressed.count * greatestRatio else { return nil }
        var isComplete = false
        let bytes = [UInt8](unsafeUninitializedCapacity: size + 1) { target, count in
            var length = uLong(size + 1)
            let result = uncompress(target.baseAddress, &length, compressed, uLong(compressed.count))
            isComplete = result == Z_OK && length == uLong(size)
            count = isComplete ? size : 0
        }
        return isComplete ? bytes : nil
    }

    /// The CRC-32 of `bytes`.
    static func checksum(_ bytes: [UInt8]) -> Int64 { Int64(crc32_z(0, bytes, bytes.count)) }

    /// The CRC-32 of `text`, carried on from `checksum`.
    static func checksum(_ text: String, from checksum: Int64 = 0) -> Int64 {
        let bytes = Array(text.utf8)
        return Int64(crc32_z(uLong(checksum), bytes, bytes.count))
    }
}
