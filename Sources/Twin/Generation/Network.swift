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
        add(
            """
            apiVersion: ipam.mirantis.com/v1alpha1
            kind: L2Template
            metadata:
              name: \(cluster)-default
              namespace: \(namespace)
              labels:
                \(labels(cluster, ["ipam/DefaultForCluster: \"1\""]))
            spec:
              autoIfMappingPrio:
              - provision
              - eno
              - ens
              - enp
              l3Layout:
              - subnetName: \(cluster)-lcm
                scope: namespace
              - subnetName: \(cluster)-pods
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
                    addresses: [{{ ip "k8s-lcm:\(cluster)-lcm" }}]
                    routes:
                    - to: 0.0.0.0/0
                      via: {{ gateway_from_subnet "\(cluster)-lcm" }}
                    nameservers:
                      addresses: {{ nameservers_from_subnet "\(cluster)-lcm" }}
                  k8s-pods:
                    interfaces: [{{ nic 1 }}]
                    addresses: [{{ ip "k8s-pods:\(cluster)-pods" }}]
            """)
        loadBalancer(cluster, namespace, services: services)
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
