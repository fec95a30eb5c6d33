import Foundation

/// A file that somebody wrote by hand, such as one of a password or of certificates: read up to a limit,
/// whatever it is, so that a device without end is no trap.
public enum SmallFile {
    /// Why it has no content.
    public enum Problem: Error, Sendable {
        case unreadable, tooLarge

        /// In words.
        public var words: String { self == .unreadable ? "cannot be read" : "is too large" }
    }

    /// The content of a file of `limit` bytes at most.
    public static func bytes(_ path: String, limit: Int) throws(Problem) -> [UInt8] {
        guard let handle = FileHandle(forReadingAtPath: path) else { throw .unreadable }
        defer { try? handle.close() }
        var bytes: [UInt8] = []
        while bytes.count <= limit {
            let more: Data?
            do { more = try handle.read(upToCount: limit + 1 - bytes.count) } catch { throw .unreadable }
            guard let more, !more.isEmpty else { return bytes }
            bytes += more
        }
        throw .tooLarge
    }

    /// The content of a file of text; what is no UTF-8 can't be read.
    public static func text(_ path: String, limit: Int) throws(Problem) -> String {
        guard let text = String(validating: try bytes(path, limit: limit), as: UTF8.self) else {
            throw .unreadable
        }
        return text
    }
}
