import Foundation

/// A file that somebody wrote by hand, such as one of a password: read up to a limit, whatever it is, so that
/// a device without end is no trap.
enum SmallFile {
    /// Why it has no content.
    enum Problem: Error {
        case unreadable, tooLarge

        /// In words.
        var words: String { self == .unreadable ? "cannot be read" : "is too large" }
    }

    /// The content of a file of `limit` bytes at most.
    static func bytes(_ path: String, limit: Int) throws(Problem) -> Data {
        guard let handle = FileHandle(forReadingAtPath: path) else { throw .unreadable }
        defer { try? handle.close() }
        var data = Data()
        while data.count <= limit {
            let more: Data?
            do { more = try handle.read(upToCount: limit + 1 - data.count) } catch { throw .unreadable }
            guard let more, !more.isEmpty else { return data }
            data += more
        }
        throw .tooLarge
    }
}
