import Foundation

/// A file that the user named, or that lies in a directory that they named. It is opened when it is read.
public struct InputFile: Hashable, Sendable {
    /// The path as the user would name it.
    public let path: String
    /// The path below the directory that the user named; the last component when they named the file.
    public let relativePath: String
    /// The size in bytes when it was listed.
    public let size: Int

    private let changedUnixNanoseconds: Int64

    /// A file that was listed with `status`.
    init(path: String, relativePath: String, status: FileStatus) {
        self.path = path
        self.relativePath = relativePath
        self.size = status.size
        changedUnixNanoseconds = status.changedUnixNanoseconds
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

    /// Hands the content to `body`, in order, in chunks that are not empty; `body` answers whether to go on.
    ///
    /// Throws when the file cannot be read or has changed since it was listed. Uses 256 KiB whatever the
    /// size.
    public func withChunks(_ body: (ArraySlice<UInt8>) -> Bool) throws(FileError) {
        let descriptor = try open()
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: min(256 << 10, size + 1))
        var total = 0
        while true {
            let filled = buffer.withUnsafeMutableBytes { buffer in
                Result { () throws(FileError) in try fill(buffer, from: descriptor, &total) }
            }
            let count = try filled.get()
            if count == 0 || !body(buffer[..<count]) { return }
        }
    }

    /// Hands `body` a function that fills a buffer with what comes next and answers how many bytes that is, 0
    /// at the end. Uses no memory of its own.
    ///
    /// That function throws a `FileError` when the file cannot be read or has changed since it was listed.
    public func withReader<Result>(
        _ body: ((UnsafeMutableRawBufferPointer) throws -> Int) throws -> Result
    ) throws -> Result {
        let descriptor = try open()
        defer { close(descriptor) }
        var total = 0
        return try body { buffer in try fill(buffer, from: descriptor, &total) }
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
    private func open() throws(FileError) -> Int32 {
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
