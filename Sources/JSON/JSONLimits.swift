/// How much JSON a reader takes from a stranger.
public struct JSONLimits: Hashable, Sendable {
    /// How deep values may be nested; a value that holds no other is nested once.
    public var depth: Int
    /// How many elements a list, or fields an object, may have.
    public var members: Int
    /// How many bytes all of it may have.
    public var bytes: Int

    /// Makes limits. The usual ones are above all that honest equipment answers (guess).
    public init(depth: Int = 64, members: Int = 100_000, bytes: Int = 10 * 1024 * 1024) {
        self.depth = depth
        self.members = members
        self.bytes = bytes
    }
}
