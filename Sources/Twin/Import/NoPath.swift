/// A target that is not one hop away, and the hops that would lead there.
public struct NoPath: Error, Hashable, Sendable {
    /// The cluster.
    public var cluster: String
    /// Its release.
    public var source: String
    /// The target.
    public var target: String
    /// The release of the management plane in force, or made up.
    public var kaasRelease: String
    /// Whether the management plane was made up.
    public var isMadeUp: Bool
    /// The fewest hops; nil when no path is known.
    public var hops: [ReleaseGraph.Hop]?
}
