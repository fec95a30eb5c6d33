/// Where a host stands and what it hangs on.
public struct HostPlace: Hashable, Sendable {
    /// The number of its rack among the network's.
    public var rack: UInt16
    /// The feeds of its power supplies.
    public var feeds: PowerFeeds
    /// How many interfaces its bond has; number i is on the top-of-rack switch A when i is even, else on B.
    public var interfaces: UInt8

    /// Makes a place.
    public init(rack: UInt16, feeds: PowerFeeds, interfaces: UInt8) {
        self.rack = rack
        self.feeds = feeds
        self.interfaces = interfaces
    }
}
