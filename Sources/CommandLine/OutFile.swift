import Files
import Foundation

/// A file that a command writes besides its answer.
enum OutFile {
    /// Throws when it is plain, before any work, that a file can't be written.
    static func check(_ path: String) throws(Failure) {
        guard !path.isEmpty else { throw Failure("--out: the path is empty; name a file", .badInput) }
        var status = stat()
        if stat(path, &status) == 0 {
            guard status.st_mode & S_IFMT == S_IFREG else {
                let isDirectory = status.st_mode & S_IFMT == S_IFDIR
                throw Failure(
                    "--out \(path): it is \(isDirectory ? "a directory; name a file in it" : "no file; name a file")",
                    .badInput)
            }
        }
        let slash = path.lastIndex(of: "/")
        let directory = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        guard access(directory, W_OK | X_OK) == 0 else {
            let reason = String(cString: strerror(errno))
            throw Failure("--out \(path): cannot write to the directory \(directory): \(reason)", .badInput)
        }
    }

    /// Writes the file whole, or leaves what was there. An interrupt waits the moment that this takes.
    static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
        let former = signal(SIGINT, SIG_IGN)
        defer { signal(SIGINT, former) }
        do throws(FileError) { try AtomicFile.write(bytes, to: path) } catch { throw Failure(error) }
    }
}
