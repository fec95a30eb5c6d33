/// The made-up networks of a cloud: what a Subnet says of each.
enum Network {
    /// What a kind of network has: the labels of its service, and its fields.
    struct Subnet {
        var labels: [String] = []
        var fields: [String]
    }

    /// One address, for an API.
    static func apiAddress(_ cidr: String) -> Subnet {
        Subnet(labels: ["ipam/SVC-LBhost: \"1\""], fields: ["cidr: \(cidr)", "useWholeCidr: true"])
    }

    /// The network of life-cycle management, of 256 addresses that begin with `prefix`.
    static func lcm(_ prefix: String) -> Subnet {
        Subnet(
            labels: ["ipam/SVC-k8s-lcm: \"1\""],
            fields: [
                "cidr: \(prefix).0/24", "gateway: \(prefix).1", "nameservers:", "- \(prefix).2",
                "includeRanges:", "- \(prefix).10-\(prefix).40",
            ])
    }

    /// The network that machines boot from.
    static func provisioning(_ prefix: String) -> Subnet {
        var subnet = plain(prefix)
        subnet.labels = ["ipam/SVC-pxe-nics: \"1\""]
        return subnet
    }

    /// A network of 256 addresses without a service.
    static func plain(_ prefix: String) -> Subnet {
        Subnet(fields: ["cidr: \(prefix).0/24", "includeRanges:", "- \(prefix).10-\(prefix).40"])
    }

    /// One of a rack's networks. Both have a gateway, since other racks are reached through it.
    static func rack(_ block: AddressBlock, isLCM: Bool) -> Subnet {
        var fields = ["cidr: \(block.text)", "gateway: \(block.address(1))"]
        if isLCM { fields += ["nameservers:", "- \(block.address(2))"] }
        fields += ["includeRanges:", "- \(block.address(block.first))-\(block.address(block.last))"]
        return Subnet(labels: isLCM ? ["ipam/SVC-k8s-lcm: \"1\""] : [], fields: fields)
    }

    /// A network of 65,536 addresses.
    static func wide(_ prefix: String, isLCM: Bool) -> Subnet {
        let range = ["includeRanges:", "- \(prefix).1.0-\(prefix).254.255"]
        guard isLCM else { return Subnet(fields: ["cidr: \(prefix).0.0/16"] + range) }
        return Subnet(
            labels: ["ipam/SVC-k8s-lcm: \"1\""],
            fields: [
                "cidr: \(prefix).0.0/16", "gateway: \(prefix).0.1", "nameservers:", "- \(prefix).0.2",
            ] + range)
    }
}

extension CloudGenerator {
    /// The labels of a cluster's objects, one a line.
    private func labels(_ cluster: String, _ more: [String] = []) -> String {
        (["cluster.sigs.k8s.io/cluster-name: \(cluster)"] + more + ["kaas.mirantis.com/provider: baremetal"])
            .joined(separator: "\n    ")
    }

    /// A Subnet of a cluster.
    func subnet(_ name: String, _ cluster: String, _ namespace: String, _ subnet: Network.Subnet) {
        add(
            """
            apiVersion: ipam.mirantis.com/v1alpha1
            kind: Subnet
            metadata:
              name: \(name)
              namespace: \(namespace)
              labels:
                \(labels(cluster, subnet.labels))
            spec:
              \(subnet.fields.joined(separator: "\n  "))
            """)
    }

    /// The L2Template of a cluster, and its load balancer.
    func network(_ cluster: String, _ namespace: String, services: String) {
        template("\(cluster)-default", cluster, namespace, (lcm: "\(cluster)-lcm", pods: "\(cluster)-pods"))
        loadBalancer(cluster, namespace, services: services)
    }

    /// The networks of the cluster's machines: one of life-cycle management and one of pods for all, or for
    /// each of several racks, with a template each.
    func networks() {
        let (cluster, namespace) = (shape.name, shape.namespace)
        let services = "10.20.0.100-10.20.0.200"
        guard shape.racks > 1 else {
            subnet("\(cluster)-lcm", cluster, namespace, Network.wide("10.20", isLCM: true))
            subnet("\(cluster)-pods", cluster, namespace, Network.wide("10.21", isLCM: false))
            return network(cluster, namespace, services: services)
        }
        let size = AddressBlock.size(for: shape.machinesByRack.max() ?? 0)
        for rack in 1...shape.racks {
            let number = Self.padded(rack, 2)
            let names = (lcm: "\(cluster)-lcm-rack-\(number)", pods: "\(cluster)-pods-rack-\(number)")
            let place = UInt32(rack - 1)
            subnet(
                names.lcm, cluster, namespace,
                Network.rack(AddressBlock(AddressBlock.lcm, size: size, place: place), isLCM: true))
            subnet(
                names.pods, cluster, namespace,
                Network.rack(AddressBlock(AddressBlock.pods, size: size, place: place), isLCM: false))
            template(
                templateName(ofRack: rack), cluster, namespace, names, isDefault: rack == 1,
                otherPods: AddressBlock.allPods)
        }
        loadBalancer(cluster, namespace, services: services)
    }

    /// The template of a rack's machines.
    func templateName(ofRack rack: Int) -> String {
        shape.racks == 1 ? "\(shape.name)-default" : "\(shape.name)-rack-\(Self.padded(rack, 2))"
    }

    /// An L2Template. `otherPods` is what is reached through the gateway of the network of pods.
    private func template(
        _ name: String, _ cluster: String, _ namespace: String, _ subnets: (lcm: String, pods: String),
        isDefault: Bool = true, otherPods: String? = nil
    ) {
        let routes =
            otherPods.map {
                """

                        routes:
                        - to: \($0)
                          via: {{ gateway_from_subnet "\(subnets.pods)" }}
                """
            } ?? ""
        add(
            """
            apiVersion: ipam.mirantis.com/v1alpha1
            kind: L2Template
            metadata:
              name: \(name)
              namespace: \(namespace)
              labels:
                \(labels(cluster, isDefault ? ["ipam/DefaultForCluster: \"1\""] : []))
            spec:
              autoIfMappingPrio:
              - provision
              - eno
              - ens
              - enp
              l3Layout:
              - subnetName: \(subnets.lcm)
                scope: namespace
              - subnetName: \(subnets.pods)
                scope: namespace
              npTemplate: |
                version: 2
                renderer: networkd
                ethernets:
                  {{ nic 0 }}:
                    dhcp4: false
                    dhcp6: false
                    match:
                      macaddress: {{ mac 0 }}
                    set-name: {{ nic 0 }}
                  {{ nic 1 }}:
                    dhcp4: false
                    dhcp6: false
                    match:
                      macaddress: {{ mac 1 }}
                    set-name: {{ nic 1 }}
                bridges:
                  k8s-lcm:
                    interfaces: [{{ nic 0 }}]
                    addresses: [{{ ip "k8s-lcm:\(subnets.lcm)" }}]
                    routes:
                    - to: 0.0.0.0/0
                      via: {{ gateway_from_subnet "\(subnets.lcm)" }}
                    nameservers:
                      addresses: {{ nameservers_from_subnet "\(subnets.lcm)" }}
                  k8s-pods:
                    interfaces: [{{ nic 1 }}]
                    addresses: [{{ ip "k8s-pods:\(subnets.pods)" }}]\(routes)
            """)
    }

    private func loadBalancer(_ cluster: String, _ namespace: String, services: String) {
        add(
            """
            apiVersion: kaas.mirantis.com/v1alpha1
            kind: MetalLBConfig
            metadata:
              name: \(cluster)-metallb
              namespace: \(namespace)
              labels:
                \(labels(cluster))
            spec:
              ipAddressPools:
              - name: services
                spec:
                  addresses:
                  - \(services)
                  autoAssign: true
                  avoidBuggyIPs: false
              l2Advertisements:
              - name: services
                spec:
                  ipAddressPools:
                  - services
                  interfaces:
                  - k8s-lcm
            """)
    }
}
