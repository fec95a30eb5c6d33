/// A member of a Galera cluster that answers SQL, and how to speak to it.
public struct MariaDBDevice: Sendable {
    /// What messages call it.
    public var name: String
    /// The host's name or address.
    public let host: String
    /// The TCP port.
    public let port: Int
    public var user: String
    public var password: Secret
    /// By what it proves who it is; nil to speak without TLS, which a database may not have.
    public var trust: TLSTrust?

    /// Makes a device from `HOST[:PORT]`, an IPv6 address in brackets; nil when it is none. Without a port it
    /// is 3306.
    public init?(_ address: String, name: String, user: String, password: Secret, trust: TLSTrust? = nil) {
        // An address of HTTP has a host and a port by the same rules.
        guard !address.contains("/"), !address.contains("@"), !address.hasPrefix("-"),
            let parts = HTTPAddress("http://\(address)")
        else { return nil }
        let end = address.lastIndex(of: "]").map { address.index(after: $0) } ?? address.startIndex
        let hasPort = address[end...].contains(":")
        host = parts.host.hasPrefix("[") ? String(parts.host.dropFirst().dropLast()) : parts.host
        port = hasPort ? parts.port : 3306
        self.name = name
        self.user = user
        self.password = password
        self.trust = trust
    }
}
