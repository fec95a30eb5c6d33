/// What a connection begins or ends at.
public enum NetworkEndpoint: Hashable, Sendable {
    /// A host, by index.
    case host(UInt32)
    /// The BMC of a host.
    case bmc(UInt32)
    /// A service.
    case service(NetworkService)
}
