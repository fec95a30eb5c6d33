/// How much `FileTree` reads before it refuses to go on.
public struct FileLimits: Hashable, Sendable {
    /// The largest size of one file, in bytes; of a packed file, of what it stands for too.
    public var maxFileBytes: Int
    /// The largest size of all files together, in bytes.
    public var maxTotalBytes: Int
    /// The largest number of files.
    public var maxFiles: Int
    /// The largest number of names looked at, of files of other types and directories too.
    public var maxNames: Int
    /// The deepest nesting of directories.
    public var maxDepth: Int
    /// The largest size of an archive with all that is in it and not wanted, in bytes: of a dump, mostly
    /// logs.
    public var maxExpandedBytes: Int
    /// How many times its own size a packed file may stand for, beyond the first 16 MiB. YAML of 10,000
    /// alike machines packs 60 times; gzip can't do more than 1032.
    public var maxRatio: Int

    /// Makes limits; without `maxExpandedBytes` it is eight times the total.
    public init(
        maxFileBytes: Int = 256 << 20, maxTotalBytes: Int = 1 << 30, maxFiles: Int = 100_000,
        maxNames: Int = 1_000_000, maxDepth: Int = 64, maxExpandedBytes: Int? = nil, maxRatio: Int = 256
    ) {
        self.maxFileBytes = maxFileBytes
        self.maxTotalBytes = maxTotalBytes
        self.maxFiles = maxFiles
        self.maxNames = maxNames
        self.maxDepth = maxDepth
        self.maxExpandedBytes = maxExpandedBytes ?? maxTotalBytes * 8
        self.maxRatio = maxRatio
    }
}
