/// Fills a buffer with what comes next and answers how many bytes that is: 0 at the end, or when the buffer
/// has no room.
typealias ByteSource = (UnsafeMutableRawBufferPointer) throws(FileError) -> Int

/// Sources that need nothing of the file system.
enum ByteSources {
    /// The bytes of `bytes`, in order.
    static func of(_ bytes: [UInt8]) -> ByteSource {
        var start = 0
        return { target throws(FileError) in
            let count = min(target.count, bytes.count - start)
            guard count > 0 else { return 0 }
            bytes.withUnsafeBytes { target.copyMemory(from: .init(rebasing: $0[start..<start + count])) }
            start += count
            return count
        }
    }
}
