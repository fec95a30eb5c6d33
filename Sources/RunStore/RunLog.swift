import Foundation
import Synchronization

/// A file beside the runs that grows with a run that goes on: a crash leaves what was appended. It is one
/// line a record, in the caller's encoding.
///
/// After a failure nothing more is appended: a gap would make what follows worthless.
public final class RunLog: Sendable {
    /// The run's name, as in the store.
    public let id: String
    /// The file's path.
    public let path: String

    /// The open file; nil once it failed or is closed.
    private let file: Mutex<Int32?>

    /// How names of such files end.
    static let suffix = ".twinlog"

    /// Begins a file that does not exist yet.
    init(id: String, directory: String) throws(RunStoreError) {
        self.id = id
        path = "\(directory)/\(id)\(Self.suffix)"
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_NOFOLLOW | O_CLOEXEC
        let descriptor = Foundation.open(path, flags, 0o600)
        guard descriptor >= 0 else { throw RunStoreError(writing: path, code: errno) }
        file = Mutex(descriptor)
        // The file itself must not be lost either; file systems that cannot flush a directory are let off.
        let folder = Foundation.open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if folder >= 0 {
            fsync(folder)
            Foundation.close(folder)
        }
    }

    deinit { close() }

    /// Appends a record without line ends in it. It is safe on disk when this returns.
    public func append(_ record: [UInt8]) throws(RunStoreError) {
        let bytes = record + [UInt8(ascii: "\n")]
        let code: Int32? = file.withLock { file in
            guard let descriptor = file else { return nil }
            guard let code = Self.write(bytes, descriptor) else { return nil }
            Foundation.close(descriptor)
            file = nil
            return code
        }
        if let code { throw RunStoreError(writing: path, code: code) }
    }

    /// Deletes the file: the run is kept as a whole.
    public func remove() {
        close()
        unlink(path)
    }

    private func close() {
        file.withLock { file in
            if let descriptor = file { Foundation.close(descriptor) }
            file = nil
        }
    }

    /// Writes and flushes; answers with the `errno` of what failed.
    private static func write(_ bytes: [UInt8], _ descriptor: Int32) -> Int32? {
        var done = 0
        while done < bytes.count {
            let count = bytes[done...].withUnsafeBytes {
                Foundation.write(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0, errno != EINTR { return errno }
            done += max(count, 0)
        }
        return fsync(descriptor) == 0 ? nil : errno
    }
}
