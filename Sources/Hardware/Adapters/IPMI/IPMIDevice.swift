import Foundation

/// A BMC that speaks IPMI 2.0 over a network, and how to speak to it.
public struct IPMIDevice: Sendable {
    /// What messages call it.
    public var name: String
    /// The host's name or address.
    public let host: String
    /// The UDP port.
    public let port: Int
    public var user: String
    public var password: Secret
    /// The number of the cipher suite; nil to ask the BMC for its best, for which one that does not know the
    /// question takes two seconds at every request.
    public var cipherSuite: Int?

    /// Makes a device from an address such as `ipmi://10.0.0.17`; nil when it is none. Without a port it is
    /// 623.
    public init?(_ address: String, name: String, user: String, password: Secret) {
        guard let parts = URLComponents(string: address), parts.scheme?.lowercased() == "ipmi",
            let host = parts.host, !host.isEmpty, !host.hasPrefix("-"), parts.user == nil,
            parts.password == nil, parts.path.isEmpty || parts.path == "/", parts.query == nil,
            (1...65535).contains(parts.port ?? 623)
        else { return nil }
        self.name = name
        self.host = host
        self.port = parts.port ?? 623
        self.user = user
        self.password = password
    }
}
