import CZlib

/// Takes apart gzip data (RFC 1952), piece by piece: one member or several, one after the other. What is
/// too much is refused before it is kept: nothing here grows with the data.
final class GzipReader {
    private static let inputSize = 64 << 10
    /// Ratios say nothing of small data: so much may always come out, in bytes.
    private static let freeBytes = 16 << 20

    private let path: String
    private let input: ByteStream
    private let limits: FileLimits
    private let maxBytes: Int
    private let stream: UnsafeMutablePointer<z_stream>
    private let buffer: UnsafeMutableRawBufferPointer
    private var isBetweenMembers = true
    private var memberCount = 0
    private var isPadding = false
    private var packedBytes = 0
    private var bytes = 0

    /// Reads gzip data, which errors call `path`. No more than `maxBytes` may come out.
    init(_ input: ByteStream, path: String, limits: FileLimits, maxBytes: Int) {
        self.path = path
        self.input = input
        self.limits = limits
        self.maxBytes = maxBytes
        buffer = .allocate(byteCount: Self.inputSize, alignment: 1)
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // 15 bits of window, and 16 for gzip alone: zlib.h, inflateInit2.
        let result = inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        precondition(result == Z_OK, "zlib failed with \(result)")
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
        buffer.deallocate()
    }

    /// Fills a buffer with what comes out next, as a `ByteSource` does. Throws when the data is damaged,
    /// cut off, or stands for more than the limits allow.
    func read(into target: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
        guard target.count > 0 else { return 0 }
        while true {
            if stream.pointee.avail_in == 0 { try refill() }
            if stream.pointee.avail_in == 0 {
                guard isBetweenMembers, memberCount > 0 else { throw cutOff }
                return 0
            }
            if isBetweenMembers, try !beginMember() { continue }
            stream.pointee.next_out = target.baseAddress?.assumingMemoryBound(to: UInt8.self)
            stream.pointee.avail_out = UInt32(clamping: target.count)
            let room = Int(stream.pointee.avail_out)
            let result = inflate(stream, Z_NO_FLUSH)
            let count = room - Int(stream.pointee.avail_out)
            bytes += count
            switch result {
            case Z_OK, Z_BUF_ERROR: break
            case Z_STREAM_END: isBetweenMembers = true
            default: throw damaged
            }
            try check()
            if count > 0 { return count }
        }
    }

    /// Begins the next member; false where zeros pad the data, as tapes have it.
    private func beginMember() throws(FileError) -> Bool {
        if memberCount > 0, stream.pointee.next_in.pointee == 0 {
            isPadding = true
            stream.pointee.next_in += 1
            stream.pointee.avail_in -= 1
            return false
        }
        guard !isPadding else { throw damaged }
        inflateReset(stream)
        isBetweenMembers = false
        memberCount += 1
        return true
    }

    private func refill() throws(FileError) {
        let count = try input.read(into: buffer)
        packedBytes += count
        stream.pointee.next_in = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_in = UInt32(count)
    }

    private func check() throws(FileError) {
        guard bytes <= maxBytes else {
            throw FileError(
                path: path, problem: "it stands for more than \(maxBytes) bytes",
                hint:
                    "if it is no trap, unpack it and name what belongs to the cloud, or raise --max-file or --max-total"
            )
        }
        // What lies in the buffer counts: it was read.
        guard bytes <= Self.freeBytes || bytes / limits.maxRatio <= packedBytes else {
            throw FileError(
                path: path, problem: "it stands for more than \(limits.maxRatio) times its own size",
                hint: "no cloud packs so well; if it is no trap, unpack it and name what comes out")
        }
    }

    private var damaged: FileError {
        guard memberCount > 1 || bytes > 0 else {
            return FileError(
                path: path, problem: "it is not gzip data, or its beginning is damaged",
                hint: "check what made it; `gzip -t` tests it")
        }
        return FileError(
            path: path, problem: "the gzip data is damaged", hint: "copy it again; `gzip -t` tests it")
    }

    private var cutOff: FileError {
        FileError(
            path: path, problem: "the gzip data ends too early",
            hint: "copy it again, or wait until whatever writes it has finished")
    }
}
