import Foundation

/// Where a device answers HTTP: the scheme, the host and the port.
public struct HTTPAddress: Hashable, Sendable, CustomStringConvertible {
    /// Whether the connection is encrypted.
    public let isSecure: Bool
    /// The host's name or address; an IPv6 address in brackets.
    public let host: String
    public let port: Int

    /// Reads `https://host[:port]`; without a scheme it is `https`. Nil when it is no such address, or has a
    /// path, a user or a password.
    public init?(_ text: String) {
        let full = text.contains("://") ? text : "https://\(text)"
        guard let parts = URLComponents(string: full), let scheme = parts.scheme?.lowercased(),
            scheme == "https" || scheme == "http", let host = parts.encodedHost, !host.isEmpty,
            parts.user == nil, parts.password == nil, parts.path.isEmpty || parts.path == "/",
            parts.query == nil, parts.fragment == nil
        else { return nil }
        let port = parts.port ?? (scheme == "https" ? 443 : 80)
        guard (1...65535).contains(port) else { return nil }
        self.isSecure = scheme == "https"
        self.host = host.lowercased()
        self.port = port
    }

    public var description: String {
        let usual = isSecure ? 443 : 80
        return "\(isSecure ? "https" : "http")://\(host)\(port == usual ? "" : ":\(port)")"
    }

    /// What a link that a device gave leads to at the same device: an absolute one loses its host, since
    /// devices name themselves otherwise than their users do. Nil when it is no path or has characters that
    /// none has.
    static func path(of link: String) -> String? {
        var path = Substring(link)
        if !link.utf8.starts(with: "/".utf8) {
            let lower = link.lowercased()
            for scheme in ["http://", "https://"] where lower.hasPrefix(scheme) {
                let rest = link.dropFirst(scheme.count)
                guard let slash = rest.firstIndex(of: "/") else { return "/" }
                path = rest[slash...]
            }
        }
        if let hash = path.firstIndex(of: "#") { path = path[..<hash] }
        guard path.hasPrefix("/"), path.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else { return nil }
        return String(path)
    }
}
