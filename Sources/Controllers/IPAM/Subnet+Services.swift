public import Kubernetes

extension Subnet {
    /// The service of life-cycle management: a machine's own address is one of it.
    ///
    /// Source: Mirantis/mcc-api pkg/apis/common/ipam/config/constants.go (MgmtSubnetServiceName).
    public static let lcmService = "k8s-lcm"
    /// The service of the address under which a cluster's API is reached.
    static let loadBalancerService = "LBhost"

    /// What its addresses are for, by its labels.
    public var services: [String] {
        metadata.labels.keys.filter { $0.hasPrefix(Label.service) }.map {
            String($0.dropFirst(Label.service.count))
        }
    }

    /// As IPaddrs refer to it.
    public var reference: String { "\(metadata.namespace)/\(metadata.name)" }

    /// Whether machines of a cluster may have its addresses: it is theirs or nobody's.
    func serves(_ cluster: String) -> Bool {
        metadata.labels[Label.clusterName].map { $0 == cluster } ?? true
    }
}

extension SubnetStatus {
    /// The addresses that are given, with the uid of what they are given to; in the order written.
    public var allocations: [(address: IPv4Address, uid: String)] {
        allocatedIPs.compactMap { text in
            let parts = text.split(separator: ":", maxSplits: 1)
            guard let first = parts.first, let address = IPv4Address(first) else { return nil }
            return (address, parts.count == 2 ? String(parts[1]) : "")
        }
    }

    /// Says what is given, and how many are left of what `plan` has.
    public mutating func set(_ allocations: [(address: IPv4Address, uid: String)], of plan: AddressPlan) {
        let sorted = allocations.sorted { $0.address < $1.address }
        allocatedIPs = sorted.map { "\($0.address):\($0.uid)" }
        let inside = sorted.count { plan.contains($0.address) }
        capacity = plan.capacity
        allocatable = capacity - Int64(inside)
        let outside = sorted.count - inside
        statusMessage =
            outside > 0
            ? "OK, but \(outside) of its addresses are outside of its ranges"
            : allocatable == 0 ? "OK, but no address is left" : "OK"
    }

    /// Says what a Subnet is.
    public mutating func describe(_ spec: SubnetSpec, _ plan: AddressPlan) {
        cidr = plan.network.description
        gateway = spec.gateway
        nameservers = spec.nameservers
        ranges = plan.texts
    }
}
