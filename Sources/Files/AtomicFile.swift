import Foundation

/// Writes files so that a reader sees the old content or the new, never a part.
public enum AtomicFile {
    /// Makes `path` a file that holds `bytes`, safe on disk when this returns; on an error, whatever was
    /// there is left alone.
    ///
    /// A file that was there keeps its mode. A symbolic link is replaced itself, its target left alone.
    /// Throws when the directory is missing or cannot be written, when the disk is full, and when `path` is
    /// (or links to) a directory, device, pipe or socket.
    public static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
        let mode = try replacedMode(path)
        let directory = directory(path)
        let temporary = directory + "/.twin-" + String(UInt64.random(in: 0 ... .max), radix: 36) + ".tmp"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode ?? 0o666)
        guard descriptor >= 0 else { throw creation(path, directory: directory, code: errno) }
        var failure = put(bytes, descriptor, mode: mode)
        if close(descriptor) != 0, failure == nil { failure = errno }
        if failure == nil, rename(temporary, path) != 0 { failure = errno }
        if let failure {
            unlink(temporary)
            throw FileError(path: path, attempt: "write", code: failure)
        }
        try flush(directory: directory, path)
    }

    /// The mode of the file that will be replaced; nil when there is none.
    private static func replacedMode(_ path: String) throws(FileError) -> mode_t? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        let kind = FileKind(mode: status.st_mode)
        guard kind == .file else {
            let hint = kind == .directory ? "name a file in it" : "name a file, or redirect the output there"
            throw FileError(path: path, problem: "cannot write: it is \(kind.label)", hint: hint)
        }
        guard lstat(path, &status) == 0, FileKind(mode: status.st_mode) == .file else { return nil }
        return status.st_mode & 0o777
    }

    /// Writes and flushes; answers with the `errno` of what failed.
    private static func put(_ bytes: [UInt8], _ descriptor: Int32, mode: mode_t?) -> Int32? {
        if let mode, fchmod(descriptor, mode) != 0 { return errno }
        var done = 0
        while done < bytes.count {
            let count = bytes[done...].withUnsafeBytes {
                Foundation.write(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0 {
                if errno == EINTR { continue }
                return errno
            }
            done += count
        }
        return fsync(descriptor) == 0 ? nil : errno
    }

    /// Makes the new name safe on disk; file systems that cannot flush a directory are let off.
    private static func flush(directory: String, _ path: String) throws(FileError) {
        let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 || errno == EINVAL || errno == EBADF else {
            throw FileError(path: path, attempt: "write", code: errno)
        }
    }

    private static func creation(_ path: String, directory: String, code: Int32) -> FileError {
        guard code == ENOENT else { return FileError(path: path, attempt: "write", code: code) }
        var status = stat()
        // So says /proc, for one, of names that it has no file for.
        if stat(directory, &status) == 0 {
            return FileError(
                path: path, problem: "cannot write: the directory \(directory) takes no files",
                hint: "choose a path in another directory")
        }
        return FileError(
            path: path, problem: "cannot write: there is no directory \(directory)",
            hint: "create it (`mkdir -p`), or choose another path")
    }

    private static func directory(_ path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
