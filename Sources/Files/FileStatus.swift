import Foundation

/// What the file system says about a path.
struct FileStatus: Hashable, Sendable {
    /// What it is.
    var kind: FileKind
    /// Its size in bytes; means little for anything but a file.
    var size: Int
    /// Which file it is, whatever path leads there.
    var identity: FileIdentity
    /// When its content was last changed, in nanoseconds since 1970-01-01T00:00:00Z.
    var changedUnixNanoseconds: Int64

    /// What is at `path`; of the link's target when it is a symbolic link and `followingLinks`. Throws the
    /// `errno`.
    static func read(_ path: String, followingLinks: Bool) throws(SystemError) -> FileStatus {
        var status = stat()
        let result = followingLinks ? stat(path, &status) : lstat(path, &status)
        guard result == 0 else { throw SystemError(code: errno) }
        return FileStatus(status)
    }

    /// What the open file `descriptor` is. Throws the `errno`.
    static func read(descriptor: Int32) throws(SystemError) -> FileStatus {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw SystemError(code: errno) }
        return FileStatus(status)
    }

    private init(_ status: stat) {
        kind = FileKind(mode: status.st_mode)
        size = Int(status.st_size)
        identity = FileIdentity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
        #if canImport(Darwin)
            let changed = status.st_mtimespec
        #else
            let changed = status.st_mtim
        #endif
        changedUnixNanoseconds = Int64(changed.tv_sec) &* 1_000_000_000 &+ Int64(changed.tv_nsec)
    }
}
