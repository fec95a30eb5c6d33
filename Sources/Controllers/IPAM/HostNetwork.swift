public import Kubernetes

/// What the network of a host is to be: the addresses that its template asks for, and, once they are there,
/// its configuration.
///
/// Source: pages "L2Template", "Netplan template macros" and "IpamHost"; Mirantis/mcc-api
/// pkg/apis/common/ipam/v1alpha1.
public struct HostNetwork: Sendable {
    /// An address that is asked for.
    public struct Request: Hashable, Sendable {
        /// The interface that gets it.
        public var interface: String
        /// The Subnet as the template calls it.
        public var alias: String
        /// The Subnet, as `NAMESPACE/NAME`.
        public var subnet: String
        /// The hardware address of the interface; nil for one that is made up of others.
        public var mac: String?
    }

    /// The template it is made from; nil for the one of clusters without any.
    public let templateName: String?
    /// What is asked for, in the order of first use.
    public private(set) var requests: [Request] = []

    private let template: NetplanTemplate
    private let cards: [HostNIC]
    private let layout: [L3LayoutEntry]
    private let namespace: String
    private let cluster: String
    private let subnets: [Subnet]

    /// Reads the template of a host; `subnets` are all that there are. Throws when the host has not the
    /// cards, or there are not the Subnets, that the template wants.
    public init(
        _ host: IpamHost, templates: [L2Template], subnets: [Subnet]
    ) throws(NetworkProblem) {
        namespace = host.metadata.namespace
        let cluster = host.metadata.labels[Label.clusterName] ?? ""
        let namespace = host.metadata.namespace
        let chosen = L2Template.choose(
            host.spec.l2TemplateSelector, cluster: cluster, namespace: namespace, among: templates)
        self.cluster = cluster
        self.subnets = subnets
        let used: L2Template
        if let chosen {
            (used, templateName) = (chosen, "\(namespace)/\(chosen.metadata.name)")
        } else {
            let lcm = subnets.first {
                $0.metadata.namespace == namespace && $0.serves(cluster)
                    && $0.services.contains(Subnet.lcmService)
            }
            guard let lcm, !templates.contains(where: { $0.metadata.namespace == namespace }) else {
                throw NetworkProblem("no L2Template for the machine")
            }
            (used, templateName) = (.single(lcm), nil)
        }
        layout = used.spec.l3Layout
        template = try NetplanTemplate(host.spec.npTemplateOverride ?? used.spec.npTemplate)
        cards = try Self.cards(host, used)
        // The first pass is for what is asked for only.
        _ = try template.render { (name, argument) throws(NetworkProblem) in
            guard name == "ip" else { return try fixed(name, argument) }
            let request = try request(argument)
            if !requests.contains(request) { requests.append(request) }
            return "0.0.0.0/0"
        }
    }

    private static func cards(_ host: IpamHost, _ template: L2Template) throws(NetworkProblem) -> [HostNIC] {
        let all = host.spec.nicMACmap
        let names =
            host.spec.ifMappingOverride.isEmpty ? template.spec.ifMapping : host.spec.ifMappingOverride
        guard !names.isEmpty else { return HostNIC.ordered(all, by: template.spec.autoIfMappingPrio) }
        var cards: [HostNIC] = []
        for name in names {
            guard let card = all.first(where: { $0.name == name }) else {
                throw NetworkProblem("the host has no network card \(name)")
            }
            cards.append(card)
        }
        return cards
    }

    /// The configuration with the addresses of all requests, and what serves which service.
    public func configure(
        _ address: (Request) -> IPv4Address?
    ) throws(NetworkProblem) -> (netconfig: Value, services: Value, lcm: IPv4Address) {
        let text = try template.render { (name, argument) throws(NetworkProblem) in
            guard name == "ip" else { return try fixed(name, argument) }
            let request = try request(argument)
            guard let address = address(request) else {
                throw NetworkProblem("\(request.interface) has no address of \(request.alias)")
            }
            let prefix = try subnet(request.alias).spec.cidr.split(separator: "/").last ?? "32"
            return "\(address)/\(prefix)"
        }
        var documents: [Value]
        do throws(YAMLError) {
            var reader = YAMLReader(file: "npTemplate")
            documents = try reader.read(text)
        } catch {
            throw NetworkProblem("what the template makes is no YAML, in line \(error.line)")
        }
        guard documents.count == 1, documents[0].fields != nil else {
            throw NetworkProblem("what the template makes is no map")
        }
        var services: [(name: String, plan: [Value])] = []
        var lcm: IPv4Address?
        for request in requests {
            guard let found = address(request) else { continue }
            for name in try subnet(request.alias).services {
                if name == Subnet.lcmService, lcm == nil { lcm = found }
                let item = Value.map([
                    "ifName": .string(request.interface), "ipAddress": .string(found.description),
                ])
                if let index = services.firstIndex(where: { $0.name == name }) {
                    services[index].plan.append(item)
                } else {
                    services.append((name, [item]))
                }
            }
        }
        guard let lcm else { throw NetworkProblem("no interface has an address for \(Subnet.lcmService)") }
        let fields = services.map { Value.Field(key: $0.name, value: .list($0.plan)) }
        return (documents[0].withoutPlaces, .map(fields), lcm)
    }

    /// What all functions answer but the one that asks for addresses.
    private func fixed(
        _ name: String, _ argument: NetplanTemplate.Argument
    ) throws(NetworkProblem) -> String {
        switch (name, argument) {
        case ("nic", .number(let number)): return try card(number).name
        case ("mac", .number(let number)): return try card(number).mac
        case ("gateway_from_subnet", .text(let alias)):
            let gateway = try subnet(alias).spec.gateway
            guard !gateway.isEmpty else { throw NetworkProblem("Subnet \(alias) has no gateway") }
            return gateway
        case ("nameservers_from_subnet", .text(let alias)):
            let servers = try subnet(alias).spec.nameservers
            return "[" + servers.joined(separator: ", ") + "]"
        case ("cidr_from_subnet", .text(let alias)):
            let subnet = try subnet(alias)
            return IPv4Network(subnet.spec.cidr)?.description ?? subnet.spec.cidr
        case ("cluster_api_lb_ip", .none):
            let balancer = subnets.first {
                $0.metadata.namespace == namespace && $0.metadata.labels[Label.clusterName] == cluster
                    && $0.services.contains(Subnet.loadBalancerService)
            }
            guard let network = balancer.flatMap({ IPv4Network($0.spec.cidr) }) else {
                throw NetworkProblem("the cluster has no Subnet for its load balancer")
            }
            return network.first.description
        default: throw NetworkProblem("the template calls \(name) in a way that the twin does not know")
        }
    }

    private func card(_ number: Int) throws(NetworkProblem) -> HostNIC {
        guard cards.indices.contains(number) else {
            let names = cards.map(\.name).joined(separator: ", ")
            throw NetworkProblem(
                "the template wants network card \(number), but the host has \(cards.count) that count"
                    + (names.isEmpty ? "" : ": \(names)"))
        }
        return cards[number]
    }

    /// `"0:lcm"` asks for an address of card 0, `"k8s-lcm:lcm"` for one of the interface `k8s-lcm`.
    private func request(_ argument: NetplanTemplate.Argument) throws(NetworkProblem) -> Request {
        guard case .text(let text) = argument else {
            throw NetworkProblem("the template calls ip without INTERFACE:SUBNET")
        }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
            throw NetworkProblem("the template calls ip without INTERFACE:SUBNET")
        }
        let alias = String(parts[1])
        let reference = try subnet(alias).reference
        if let number = Int(parts[0]) {
            let card = try card(number)
            return Request(interface: card.name, alias: alias, subnet: reference, mac: card.mac)
        }
        return Request(interface: String(parts[0]), alias: alias, subnet: reference, mac: nil)
    }

    /// The Subnet that the template calls by this name. Subnets of the global scope are those of the
    /// namespace `default`: inferred from the namespace of the management cluster.
    private func subnet(_ alias: String) throws(NetworkProblem) -> Subnet {
        guard let entry = layout.first(where: { $0.subnetName == alias }) else {
            throw NetworkProblem("the template calls Subnet \(alias), which is not in l3Layout")
        }
        let place = entry.scope == "global" ? "default" : namespace
        let selector = LabelSelector(matchLabels: entry.labelSelector)
        let found = subnets.first { subnet in
            guard subnet.metadata.namespace == place else { return false }
            if selector.isEmpty { return subnet.metadata.name == alias }
            let serves = entry.scope != "cluster" || subnet.metadata.labels[Label.clusterName] == cluster
            return serves && selector.matches(subnet.metadata.labels)
        }
        guard let found else { throw NetworkProblem("there is no Subnet \(alias)") }
        return found
    }
}

extension Value {
    /// The value as the program made it: it has no place in a file.
    fileprivate var withoutPlaces: Value {
        switch node {
        case .scalar: Value(node: node)
        case .list(let elements): .list(elements.map(\.withoutPlaces))
        case .map(let fields): .map(fields.map { Field(key: $0.key, value: $0.value.withoutPlaces) })
        }
    }
}
