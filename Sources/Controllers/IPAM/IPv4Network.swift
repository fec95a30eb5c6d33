/// A network of addresses, as `10.0.0.0/24` says it.
public struct IPv4Network: Hashable, Sendable, CustomStringConvertible {
    /// The first address.
    public let first: IPv4Address
    /// How many bits all its addresses have in common, 0 to 32.
    public let prefix: Int

    /// Reads `10.0.0.0/24`; what follows the prefix in the address doesn't count. Nil for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let address = IPv4Address(parts[0]), let prefix = Int(parts[1]),
            (0...32).contains(prefix)
        else { return nil }
        self.prefix = prefix
        first = IPv4Address(number: address.number & ~Self.hostBits(prefix))
    }

    /// The last address.
    public var last: IPv4Address { IPv4Address(number: first.number | Self.hostBits(prefix)) }

    /// Whether an address is one of it.
    public func contains(_ address: IPv4Address) -> Bool { (first...last).contains(address) }

    /// As it is written.
    public var description: String { "\(first)/\(prefix)" }

    private static func hostBits(_ prefix: Int) -> UInt32 { prefix == 32 ? 0 : UInt32.max >> UInt32(prefix) }
}
