/// How much `FileTree` reads before it refuses to go on.
public struct FileLimits: Hashable, Sendable {
    /// The largest size of one file, in bytes.
    public var maxFileBytes: Int
    /// The largest size of all files together, in bytes.
    public var maxTotalBytes: Int
    /// The largest number of files.
    public var maxFiles: Int
    /// The largest number of names looked at, of files of other types and directories too.
    public var maxNames: Int
    /// The deepest nesting of directories.
    public var maxDepth: Int

    /// Makes limits.
    public init(
        maxFileBytes: Int = 256 << 20, maxTotalBytes: Int = 1 << 30, maxFiles: Int = 100_000,
        maxNames: Int = 1_000_000, maxDepth: Int = 64
    ) {
        self.maxFileBytes = maxFileBytes
        self.maxTotalBytes = maxTotalBytes
        self.maxFiles = maxFiles
        self.maxNames = maxNames
        self.maxDepth = maxDepth
    }
}
