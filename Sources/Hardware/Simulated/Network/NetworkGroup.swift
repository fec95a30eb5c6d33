/// Hosts and services on one side of a partition.
public struct NetworkGroup: Hashable, Sendable {
    /// A bit for each host.
    private var bits: ContiguousArray<UInt64> = []
    private var services: Set<NetworkService>

    /// A group of hosts, by index, and services.
    public init(hosts: [UInt32], services: [NetworkService] = []) {
        self.services = Set(services)
        for host in hosts {
            let word = Int(host >> 6)
            while bits.count <= word { bits.append(0) }
            bits[word] |= 1 << UInt64(host & 63)
        }
    }

    /// Whether nobody belongs to it.
    public var isEmpty: Bool { services.isEmpty && bits.allSatisfy { $0 == 0 } }

    /// Whether an endpoint belongs to it. BMCs belong to none: they have a network of their own.
    public func contains(_ endpoint: NetworkEndpoint) -> Bool {
        switch endpoint {
        case .host(let host):
            Int(host >> 6) < bits.count && bits[Int(host >> 6)] & 1 << UInt64(host & 63) != 0
        case .bmc: false
        case .service(let service): services.contains(service)
        }
    }
}
