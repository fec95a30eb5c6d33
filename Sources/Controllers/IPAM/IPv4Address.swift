/// An address of the internet protocol, version 4: the only one that IPAM knows.
///
/// Source: page "IP Address Management".
public struct IPv4Address: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The address as a number, the first octet in front.
    public var number: UInt32

    /// The address with this number.
    public init(number: UInt32) { self.number = number }

    /// Reads `10.0.0.1`; nil for anything else. Octets have no zeros in front.
    public init?(_ text: some StringProtocol) {
        let octets = text.split(separator: ".", omittingEmptySubsequences: false)
        guard octets.count == 4 else { return nil }
        var number: UInt32 = 0
        for octet in octets {
            guard octet.utf8.allSatisfy({ (48...57).contains($0) }), octet.utf8.count < 4,
                octet.utf8.count == 1 || octet.utf8.first != 48, let value = UInt8(octet)
            else { return nil }
            number = number << 8 | UInt32(value)
        }
        self.number = number
    }

    /// As it is written.
    public var description: String {
        [24, 16, 8, 0].map { String(UInt8(truncatingIfNeeded: number >> $0)) }.joined(separator: ".")
    }

    public static func < (left: IPv4Address, right: IPv4Address) -> Bool { left.number < right.number }
}
