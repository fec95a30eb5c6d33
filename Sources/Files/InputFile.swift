import Foundation

/// A file that the user named, or that lies in a directory or archive that they named. On disk, it is
/// opened when it is read.
public struct InputFile: Hashable, Sendable {
    /// Where the content is.
    private enum Place: Hashable, Sendable {
        /// On disk, last changed so many nanoseconds after 1970-01-01T00:00:00Z when it was listed.
        case disk(changedUnixNanoseconds: Int64)
        /// Here.
        case memory([UInt8])
    }

    /// The path as the user would name it; `ARCHIVE!/MEMBER` for a member of an archive.
    public let path: String
    /// The path below the directory or archive that the user named; the last component when they named the
    /// file.
    public let relativePath: String
    /// The size in bytes when it was listed; of a packed file, that of the packed data.
    public let size: Int

    private let place: Place
    /// The limits on what is unpacked; nil when nothing is.
    private var packedLimits: FileLimits?

    /// A file on disk that was listed with `status`; not packed.
    init(path: String, relativePath: String, status: FileStatus) {
        self.path = path
        self.relativePath = relativePath
        self.size = status.size
        place = .disk(changedUnixNanoseconds: status.changedUnixNanoseconds)
    }

    /// A file whose content is here, with gzip or not.
    init(path: String, relativePath: String, bytes: [UInt8], isPacked: Bool, limits: FileLimits) {
        self.path = path
        self.relativePath = relativePath
        self.size = bytes.count
        place = .memory(bytes)
        packedLimits = isPacked ? limits : nil
    }

    /// The same file, known to be packed with gzip: what is read is what it stands for.
    func packed(_ limits: FileLimits) -> InputFile {
        var file = self
        file.packedLimits = limits
        return file
    }

    /// The same file, found in an archive that lies at a path below what the user named. The archive counts
    /// as a folder called like it, without the ending.
    func below(_ archive: String) -> InputFile {
        let lowercase = archive.lowercased()
        let ending = [".tar.gz", ".tgz", ".tar"].first { lowercase.hasSuffix($0) } ?? ""
        return InputFile(copying: self, relativePath: "\(archive.dropLast(ending.count))/\(relativePath)")
    }

    private init(copying file: InputFile, relativePath: String) {
        path = file.path
        self.relativePath = relativePath
        size = file.size
        place = file.place
        packedLimits = file.packedLimits
    }

    /// The whole content. Throws when it cannot be read or has changed since it was listed.
    public func bytes() throws(FileError) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(size)
        try withChunks { (chunk: ArraySlice<UInt8>) in
            bytes.append(contentsOf: chunk)
            return true
        }
        return bytes
    }

    /// Hands the content to `body`, in order, in chunks that are not empty; `body` answers whether to go
    /// on.
    ///
    /// Throws when the file cannot be read or has changed since it was listed. Uses 256 KiB whatever the
    /// size.
    public func withChunks(_ body: (ArraySlice<UInt8>) -> Bool) throws(FileError) {
        let room = packedLimits == nil ? min(256 << 10, size + 1) : 256 << 10
        try withSource { source throws(FileError) in
            var buffer = [UInt8](repeating: 0, count: room)
            while true {
                let filled = buffer.withUnsafeMutableBytes { buffer in
                    Result { () throws(FileError) in try source(buffer) }
                }
                let count = try filled.get()
                if count == 0 || !body(buffer[..<count]) { return }
            }
        }
    }

    /// Hands `body` a function that fills a buffer with what comes next and answers how many bytes that is,
    /// 0 at the end. Uses no memory of its own, but 100 KiB where something is unpacked.
    ///
    /// That function throws a `FileError` when the file cannot be read or has changed since it was listed,
    /// when packed data is damaged or stands for more than the limits allow.
    public func withReader<Result>(
        _ body: ((UnsafeMutableRawBufferPointer) throws -> Int) throws -> Result
    ) throws -> Result {
        let source = try opened()
        defer { source.close() }
        return try body { buffer in try source.fill(buffer) }
    }

    /// Hands `body` the content as a source, which must not be used later.
    func withSource<Result>(_ body: (@escaping ByteSource) throws(FileError) -> Result) throws(FileError)
        -> Result
    {
        let source = try opened()
        defer { source.close() }
        return try body(source.fill)
    }

    /// Opens the content. `close` must be called once.
    private func opened() throws(FileError) -> (fill: ByteSource, close: () -> Void) {
        let source: (fill: ByteSource, close: () -> Void)
        switch place {
        case .memory(let bytes): source = (ByteSources.of(bytes), {})
        case .disk(let changed):
            let descriptor = try open(changed)
            var total = 0
            source = (
                { buffer throws(FileError) in try fill(buffer, from: descriptor, &total) },
                { close(descriptor) }
            )
        }
        guard let packedLimits else { return source }
        let reader = GzipReader(
            ByteStream(source.fill), path: path, limits: packedLimits, maxBytes: packedLimits.maxFileBytes)
        return ({ buffer throws(FileError) in try reader.read(into: buffer) }, source.close)
    }

    /// Reads once; `total` counts what was read so far.
    private func fill(
        _ buffer: UnsafeMutableRawBufferPointer, from descriptor: Int32, _ total: inout Int
    ) throws(FileError) -> Int {
        while true {
            let count = read(descriptor, buffer.baseAddress, buffer.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw FileError(path: path, attempt: "read", code: errno)
            }
            total += count
            guard count > 0 ? total <= size : total == size else { throw changed }
            return count
        }
    }

    /// Opens the file that was listed; never waits for a pipe that took its place.
    private func open(_ changedUnixNanoseconds: Int64) throws(FileError) -> Int32 {
        let descriptor = Foundation.open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(path: path, attempt: "read", code: errno) }
        do throws(SystemError) {
            let status = try FileStatus.read(descriptor: descriptor)
            let isSame = status.size == size && status.changedUnixNanoseconds == changedUnixNanoseconds
            if status.kind == .file, isSame { return descriptor }
        } catch {
            close(descriptor)
            throw FileError(path: path, attempt: "read", code: error.code)
        }
        close(descriptor)
        throw changed
    }

    private var changed: FileError {
        FileError(
            path: path, problem: "it changed while it was read",
            hint: "wait until whatever writes it has finished, and run again")
    }
}
