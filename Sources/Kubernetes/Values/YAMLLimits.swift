/// How much a YAML file may ask for; reaching a limit is an error.
public struct YAMLLimits: Equatable, Sendable {
    /// The largest size of one document, in bytes.
    public var maxDocumentBytes: Int
    /// The largest size of a whole file, in bytes.
    public var maxTotalBytes: Int
    /// How deep lists and maps may be nested, aliases counted as if they were written out.
    public var maxDepth: Int
    /// How many scalars, lists and maps the aliases of one file may stand for together.
    public var maxAliasExpansion: Int
    /// How many bytes of text the aliases of one file may stand for together: a long text that is named
    /// once and meant often takes no room here, but would when it is written.
    public var maxAliasBytes: Int

    /// Makes limits; the defaults are a guess that no honest file should meet.
    public init(
        maxDocumentBytes: Int = 64 << 20, maxTotalBytes: Int = 1 << 30, maxDepth: Int = 100,
        maxAliasExpansion: Int = 100_000, maxAliasBytes: Int = 64 << 20
    ) {
        self.maxDocumentBytes = maxDocumentBytes
        self.maxTotalBytes = maxTotalBytes
        self.maxDepth = maxDepth
        self.maxAliasExpansion = maxAliasExpansion
        self.maxAliasBytes = maxAliasBytes
    }
}
