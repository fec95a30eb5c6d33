public import Kubernetes

extension IpamHost {
    /// The IpamHost of a machine on a host.
    ///
    /// Source: page "IpamHost"; that the Machine owns it is inferred.
    public init(_ machine: Machine, on host: BareMetalHost) {
        self.init(
            metadata: ObjectMeta(name: machine.metadata.name, namespace: machine.metadata.namespace))
        if let cluster = machine.metadata.labels[Label.clusterName] {
            metadata.labels[Label.clusterName] = cluster
        }
        metadata.labels[Label.bareMetalHost] = host.metadata.uid.text
        metadata.labels[Label.machine] = machine.metadata.uid.text
        metadata.ownerReferences = [OwnerReference(controlling: machine)]
        spec.take(machine, host)
    }

    /// Whether the host's network can be configured.
    public var isReady: Bool { status.netconfigV2state.hasPrefix("OK") && lcmAddress != nil }

    /// Whether it stays as it is although nothing could be made of its template: its host runs an image
    /// already, with which it got its network, and nothing waits for another one.
    func isKept(on host: BareMetalHost?) -> Bool {
        guard let host,
            status.l2RenderResult.hasPrefix("ERR") || status.ipAllocationResult.hasPrefix("ERR")
        else { return false }
        return host.spec.image != nil
            || [.provisioned, .externallyProvisioned].contains(host.status.provisioning.state)
    }

    /// The machine's own address, for life-cycle management; nil while there is none.
    public var lcmAddress: String? {
        status.serviceMap?[Subnet.lcmService]?.list?.first?["ipAddress"]?.string
    }

    /// The names of the IPaddrs of its requests: `auto-` and a hardware address. That of an interface which
    /// is made up of others is made up too, here from names, so that it is the same each time.
    ///
    /// Source: page "IPaddr"; Mirantis/mcc-api pkg/apis/common/ipam/ipam/common_types.go
    /// (MACshouldBeGenerated).
    public func address(for request: HostNetwork.Request) -> IPaddr {
        let what = "\(metadata.namespace)/\(metadata.name)/\(request.interface):\(request.alias)"
        var digest = SHA256()
        digest.update(Array(what.utf8))
        var digits = Array(digest.hex().utf8.prefix(12))
        // Locally administered, and no group address.
        digits[1] = UInt8(ascii: "2")
        let pairs = stride(from: 0, to: 12, by: 2).map {
            String(decoding: digits[$0..<$0 + 2], as: UTF8.self)
        }
        var address = IPaddr(
            metadata: ObjectMeta(
                name: "auto-" + pairs.joined(separator: "-"), namespace: metadata.namespace))
        address.metadata.labels[Label.ipamHost] = metadata.uid.text
        address.metadata.ownerReferences = [OwnerReference(controlling: self)]
        address.spec.subnetRef = request.subnet
        address.spec.mac = request.mac ?? pairs.joined(separator: ":")
        return address
    }
}

extension IpamHostSpec {
    /// Takes over what machine and host say.
    public mutating func take(_ machine: Machine, _ host: BareMetalHost) {
        nicMACmap = HostNIC.cards(of: host)
        l2TemplateSelector = machine.spec.provider.l2TemplateSelector
        ifMappingOverride = machine.spec.provider.l2TemplateIfMappingOverride
    }
}

extension IpamHostStatus {
    /// Takes a configuration over.
    public mutating func take(
        _ network: HostNetwork, _ configuration: (netconfig: Value, services: Value, lcm: IPv4Address),
        at time: Timestamp
    ) {
        var digest = SHA256()
        digest.update(CanonicalJSON.bytes(of: configuration.netconfig))
        netconfigV2 = configuration.netconfig
        netconfigV2state = "OK: \(time.text) \(digest.hex())"
        serviceMap = configuration.services
        ipAllocationResult = "OK"
        l2TemplateRef = network.templateName ?? ""
        l2RenderResult = "OK"
    }

    /// Notes why there is no configuration.
    public mutating func fail(_ problem: NetworkProblem) { l2RenderResult = "ERR: \(problem)" }
}

extension IPaddrStatus {
    /// Takes over an address of a Subnet.
    public mutating func take(_ address: IPv4Address, _ spec: IPaddrSpec, _ subnet: SubnetSpec) {
        phase.enter(.active)
        reason = ""
        self.address = address.description
        cidr = IPv4Network(subnet.cidr)?.description ?? subnet.cidr
        gateway = subnet.gateway
        nameservers = subnet.nameservers
        mac = spec.mac
    }
}
