/// What the network lets a host reach.
public struct HostLinks: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The API server of its own cluster; for a manager, a majority of the managers.
    public static let cluster = HostLinks(rawValue: 1)
    /// The API server of the management cluster.
    public static let management = HostLinks(rawValue: 2)
    /// The artifact mirror.
    public static let mirror = HostLinks(rawValue: 4)
    /// Ironic, both ways.
    public static let ironic = HostLinks(rawValue: 8)
    /// Everything.
    public static let all: HostLinks = [.cluster, .management, .mirror, .ironic]
}
