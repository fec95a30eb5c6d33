/// Which file something is, whatever path or link leads there.
struct FileIdentity: Hashable, Sendable {
    /// The number of the file system.
    var device: UInt64
    /// The number of the file in it.
    var inode: UInt64
}
