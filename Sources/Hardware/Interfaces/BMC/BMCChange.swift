/// A server is other than its BMC has told before, or its BMC tells nothing any more, or again.
public struct BMCChange: Hashable, Sendable {
    /// The host, by index.
    public var host: Int
    /// When, as RFC 3339 in UTC.
    public var time: String
    /// What was told before; nil when nothing was.
    public var before: BMCSystem?
    /// What is told now; nil when nothing is.
    public var after: BMCSystem?

    /// Makes a change.
    public init(host: Int, time: String, before: BMCSystem?, after: BMCSystem?) {
        self.host = host
        self.time = time
        self.before = before
        self.after = after
    }
}
