import Kubernetes
import Testing

@testable import Controllers

@Suite struct HostNetworkTests {
    private func host(_ cards: [String], primary: String = "eno1") -> IpamHost {
        var host = IpamHost(
            metadata: ObjectMeta(name: "cmp-01", namespace: "lab", labels: [Label.clusterName: "mosk"]))
        host.spec.nicMACmap = cards.enumerated().map { index, name in
            var card = HostNIC()
            (card.name, card.mac, card.primary) = (name, "02:00:00:00:00:0\(index)", name == primary)
            return card
        }
        return host
    }

    private func subnet(_ name: String, _ cidr: String, _ labels: StringMap = [:]) -> Subnet {
        var subnet = Subnet(metadata: ObjectMeta(name: name, namespace: "lab", labels: labels))
        subnet.spec.cidr = cidr
        return subnet
    }

    private var subnets: [Subnet] {
        var lcm = subnet("lcm", "10.0.0.0/24", ["ipam/SVC-k8s-lcm": "1", "rack": "1"])
        (lcm.spec.gateway, lcm.spec.nameservers) = ("10.0.0.1", ["10.0.0.2", "10.0.0.3"])
        return [
            lcm, subnet("pods", "10.1.0.0/16"),
            subnet("storage", "10.2.0.0/20", ["ipam/SVC-ceph-public": "1"]),
            subnet("api", "10.0.0.9/32", ["ipam/SVC-LBhost": "1", Label.clusterName: "mosk"]),
        ]
    }

    private func template(_ text: String, layout: [String] = ["lcm", "pods", "storage"]) -> L2Template {
        var template = L2Template(
            metadata: ObjectMeta(name: "t", namespace: "lab", labels: [Label.clusterName: "mosk"]))
        template.spec.npTemplate = text
        template.spec.autoIfMappingPrio = ["provision", "eno", "ens", "enp"]
        template.spec.l3Layout = layout.map { name in
            var entry = L3LayoutEntry()
            (entry.subnetName, entry.scope) = (name, "namespace")
            return entry
        }
        return template
    }

    private let lcm = "bridges: {k8s-lcm: {addresses: [{{ ip \"k8s-lcm:lcm\" }}]}}\n"

    private func problem(_ template: L2Template, _ host: IpamHost) -> String? {
        do throws(NetworkProblem) {
            let network = try HostNetwork(host, templates: [template], subnets: subnets)
            _ = try network.configure { _ in IPv4Address("10.0.0.10") }
            return nil
        } catch { return error.description }
    }

    /// Bonds, VLANs, bridges and routes as the examples of the page "L2 template example with bonds and
    /// bridges" have them.
    @Test func bondsVLANsAndBridgesGetNamesAndAddresses() throws {
        let text = """
            version: 2
            renderer: networkd
            ethernets:
              {{nic 0}}:
                dhcp4: false
                match: {macaddress: {{mac 0}}}
                set-name: {{nic 0}}
              {{- /* two more for the bond */}}
              {{nic 1}}: {mtu: 9000}
              {{nic 2}}: {mtu: 9000}
            bonds:
              bond0:
                interfaces: [{{nic 1}}, {{nic 2}}]
                parameters: {mode: 802.3ad, mii-monitor-interval: 100}
            vlans:
              pods-v:
                id: 402
                link: bond0
                addresses: [{{ip "pods-v:pods"}}]
              stor-v:
                id: 403
                link: bond0
                addresses:
                - {{ip "stor-v:storage"}}
            bridges:
              k8s-lcm:
                interfaces: [{{nic 0}}]
                addresses: [{{ip "k8s-lcm:lcm"}}]
                routes:
                - {to: 0.0.0.0/0, via: {{gateway_from_subnet "lcm"}}}
                - {to: {{cidr_from_subnet "storage"}}, via: {{cluster_api_lb_ip}}}
                nameservers:
                  addresses: {{nameservers_from_subnet "lcm"}}
            """
        let host = host(["ens2f1", "eno1", "ens2f0"])
        let network = try HostNetwork(host, templates: [template(text)], subnets: subnets)
        #expect(network.requests.map(\.interface) == ["pods-v", "stor-v", "k8s-lcm"])
        #expect(network.requests.map(\.subnet) == ["lab/pods", "lab/storage", "lab/lcm"])
        let given = ["pods-v": "10.1.0.5", "stor-v": "10.2.0.6", "k8s-lcm": "10.0.0.7"]
        let made = try network.configure { IPv4Address(given[$0.interface] ?? "") }
        let expected = """
            version: 2
            renderer: networkd
            ethernets:
              eno1:
                dhcp4: false
                match:
                  macaddress: 02:00:00:00:00:01
                set-name: eno1
              ens2f0:
                mtu: 9000
              ens2f1:
                mtu: 9000
            bonds:
              bond0:
                interfaces:
                - ens2f0
                - ens2f1
                parameters:
                  mode: 802.3ad
                  mii-monitor-interval: 100
            vlans:
              pods-v:
                id: 402
                link: bond0
                addresses:
                - 10.1.0.5/16
              stor-v:
                id: 403
                link: bond0
                addresses:
                - 10.2.0.6/20
            bridges:
              k8s-lcm:
                interfaces:
                - eno1
                addresses:
                - 10.0.0.7/24
                routes:
                - to: 0.0.0.0/0
                  via: 10.0.0.1
                - to: 10.2.0.0/20
                  via: 10.0.0.9
                nameservers:
                  addresses:
                  - 10.0.0.2
                  - 10.0.0.3

            """
        #expect(YAMLWriter().write(made.netconfig) == expected)
        #expect(made.lcm.description == "10.0.0.7")
        #expect(made.services.at("ceph-public")?.list?.first?["ipAddress"]?.string == "10.2.0.6")
    }

    @Test func whatIsMissingIsSaid() {
        let host = host(["eno1"])
        for (text, layout, part) in [
            ("{{ nic 1 }}: {}\n" + lcm, ["lcm"], "network card 1"),
            ("{{ ip \"a:nowhere\" }}: {}\n" + lcm, ["lcm", "nowhere"], "no Subnet nowhere"),
            ("{{ ip \"a:pods\" }}: {}\n" + lcm, ["lcm"], "not in l3Layout"),
            ("{{ gateway_from_subnet \"pods\" }}: {}\n" + lcm, ["lcm", "pods"], "has no gateway"),
            ("{{ range .nics }}{{ end }}", ["lcm"], "does not know"),
            ("{{ nic 0 ", ["lcm"], "without }}"),
            ("a: [{{ nic 0 }}\n" + lcm, ["lcm"], "no YAML"),
            ("[{{ nic 0 }}]", ["lcm"], "no map"),
            ("version: 2\n", ["lcm"], "no interface has an address for k8s-lcm"),
            ("a: {{ ip \"lcm\" }}\n", ["lcm"], "without INTERFACE:SUBNET"),
        ] {
            let found = problem(template(text, layout: layout), host) ?? "none"
            #expect(found.contains(part), "\(text): \(found)")
        }
        #expect(problem(template(lcm), host) == nil)
    }

    @Test func cardsAreNumberedByPriorityThenByTheNumbersInTheirNames() {
        let cards = host(
            ["enp10s0f0", "ens3", "enp9s0f1", "eno2", "enp9s0f0", "wlan0", "eno1"], primary: "ens3")
        let order = HostNIC.ordered(cards.spec.nicMACmap, by: ["provision", "eno", "enp"]).map(\.name)
        #expect(order == ["ens3", "eno1", "eno2", "enp9s0f1", "enp9s0f0", "enp10s0f0"])
        #expect(HostNIC.ordered(cards.spec.nicMACmap, by: ["enp"]).count == 3)
    }

    @Test func theTemplateIsTheOneThatIsNamedOrLabelledOrTheDefault() {
        func made(_ name: String, _ labels: StringMap, namespace: String = "lab") -> L2Template {
            L2Template(metadata: ObjectMeta(name: name, namespace: namespace, labels: labels))
        }
        let all = [
            made("a", [Label.clusterName: "mosk"]), made("b", [Label.clusterName: "mosk", "l2-b": "1"]),
            made("c", [Label.clusterName: "mosk", Label.defaultForCluster: "1"]),
            made("d", [Label.clusterName: "other", Label.defaultForCluster: "1"]), made("e", [:]),
            made("f", [Label.clusterName: "mosk", "l2-f": "1"], namespace: "elsewhere"),
        ]
        func chosen(name: String = "", label: String = "", cluster: String = "mosk") -> String? {
            var selector = L2TemplateSelector()
            (selector.name, selector.label) = (name, label)
            return L2Template.choose(selector, cluster: cluster, namespace: "lab", among: all)?.metadata.name
        }
        #expect(chosen() == "c")
        #expect(chosen(name: "a") == "a")
        #expect(chosen(name: "z") == nil)
        #expect(chosen(label: "l2-b") == "b")
        #expect(chosen(label: "l2-f") == nil)
        #expect(chosen(cluster: "third") == "e")
    }

    @Test func aClusterWithoutTemplatesHasOneInterface() throws {
        let network = try HostNetwork(host(["eno2", "eno1"]), templates: [], subnets: subnets)
        #expect(network.requests.map(\.interface) == ["eno1"])
        #expect(network.requests.first?.mac == "02:00:00:00:00:01")
        let made = try network.configure { _ in IPv4Address("10.0.0.7") }
        #expect(made.netconfig.at("ethernets", "eno1", "addresses")?.list?.first?.string == "10.0.0.7/24")
    }
}
