public import Kubernetes

/// Which addresses of a Subnet may be given: what its ranges say, without the gateway and the name servers,
/// and without the first and the last address of its network unless it wants these too.
///
/// Source: page "Subnet"; that name servers are left out is a guess: they are hosts of the network like any.
public struct AddressPlan: Sendable {
    /// The network.
    public let network: IPv4Network
    /// What may be given, in order; ranges neither overlap nor touch.
    public private(set) var ranges: [ClosedRange<UInt32>]

    /// Reads a Subnet; throws at the first field that can't be so.
    public init(_ spec: SubnetSpec) throws(NetworkProblem) {
        guard let network = IPv4Network(spec.cidr) else {
            throw NetworkProblem("cidr is no network of IPv4")
        }
        self.network = network
        let whole = network.first.number...network.last.number
        var included = try Self.read(spec.includeRanges, "includeRanges", whole)
        if included.isEmpty { included = [whole] }
        ranges = Self.joined(included)
        for range in try Self.read(spec.excludeRanges, "excludeRanges", whole) { remove(range) }
        if !spec.useWholeCidr, network.prefix < 31 {
            remove(whole.lowerBound...whole.lowerBound)
            remove(whole.upperBound...whole.upperBound)
        }
        if !spec.gateway.isEmpty {
            guard let gateway = IPv4Address(spec.gateway), network.contains(gateway) else {
                throw NetworkProblem("gateway is no address of \(network)")
            }
            remove(gateway.number...gateway.number)
        }
        for server in spec.nameservers {
            guard let address = IPv4Address(server) else {
                throw NetworkProblem("nameservers has what is no address of IPv4")
            }
            remove(address.number...address.number)
        }
    }

    /// How many addresses may be given.
    public var capacity: Int64 { ranges.reduce(0) { $0 + Int64($1.upperBound - $1.lowerBound) + 1 } }

    /// The ranges as a status has them.
    public var texts: [String] {
        ranges.map { range in
            let (first, last) = (
                IPv4Address(number: range.lowerBound), IPv4Address(number: range.upperBound)
            )
            return first == last ? "\(first)" : "\(first)-\(last)"
        }
    }

    /// Whether an address may be given. O(ranges).
    public func contains(_ address: IPv4Address) -> Bool {
        ranges.contains { $0.contains(address.number) }
    }

    /// The lowest address, from `start` on, that may be given and is not taken; nil when there is none.
    public func lowestFree(
        from start: IPv4Address = IPv4Address(number: 0), isTaken: (IPv4Address) -> Bool
    ) -> IPv4Address? {
        for range in ranges where range.upperBound >= start.number {
            var number = max(range.lowerBound, start.number)
            while true {
                let address = IPv4Address(number: number)
                if !isTaken(address) { return address }
                guard number < range.upperBound else { break }
                number += 1
            }
        }
        return nil
    }

    private static func read(
        _ texts: [String], _ field: String, _ whole: ClosedRange<UInt32>
    ) throws(NetworkProblem) -> [ClosedRange<UInt32>] {
        var ranges: [ClosedRange<UInt32>] = []
        for text in texts {
            let ends = text.split(separator: "-", omittingEmptySubsequences: false).map {
                IPv4Address($0.drop { $0 == " " }.prefix { $0 != " " })
            }
            guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1],
                first <= last, whole.contains(first.number), whole.contains(last.number)
            else { throw NetworkProblem("\(field) has what is no range of the network") }
            ranges.append(first.number...last.number)
        }
        return ranges
    }

    private static func joined(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
        var result: [ClosedRange<UInt32>] = []
        let sorted = ranges.sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
        for range in sorted {
            if let last = result.last, last.upperBound == .max || range.lowerBound <= last.upperBound + 1 {
                result[result.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                result.append(range)
            }
        }
        return result
    }

    private mutating func remove(_ hole: ClosedRange<UInt32>) {
        ranges = ranges.flatMap { range -> [ClosedRange<UInt32>] in
            guard range.overlaps(hole) else { return [range] }
            var parts: [ClosedRange<UInt32>] = []
            if range.lowerBound < hole.lowerBound { parts.append(range.lowerBound...hole.lowerBound - 1) }
            if range.upperBound > hole.upperBound { parts.append(hole.upperBound + 1...range.upperBound) }
            return parts
        }
    }
}
