import Kubernetes
import Simulation

extension Substrate {
    /// Whether the machines of a namespace get their addresses from Subnets: where there is an L2Template, or
    /// a Subnet for life-cycle management.
    mutating func hasAddressManagement(namespace: NameID) -> Bool {
        let key = IndexKey("namespace", kernel.names[namespace])
        let reason: StaticString = "whether there are any changes once in the life of a cloud"
        if countKnown(L2Template.self, by: key, cluster: 0, because: reason) > 0 { return true }
        return listKnown(Subnet.self, by: key, cluster: 0, because: reason).contains {
            $0.object.services.contains(Subnet.lcmService)
        }
    }

    /// The key of the Subnet that an IPaddr refers to.
    mutating func subnetKey(_ reference: String) -> ObjectKey {
        let parts = reference.split(separator: "/", maxSplits: 1).map(String.init)
        return parts.count == 2
            ? key(Subnet.self, parts[1], namespace: parts[0])
            : key(Subnet.self, reference, namespace: "default")
    }

    /// The address with which cloud-init configured the host of a machine; nil where Subnets are not used.
    mutating func configuredAddress(of machine: LCMMachine) -> String? {
        let (name, namespace) = (machine.metadata.name, machine.metadata.namespace)
        let key = key(IpamHost.self, name, namespace: namespace)
        return getKnown(
            IpamHost.self, key, cluster: 0,
            because: "the agent reads it from its host, where cloud-init put it")?
            .object.lcmAddress
    }
}
