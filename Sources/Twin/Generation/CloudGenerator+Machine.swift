import Kubernetes
import Simulation

extension CloudGenerator {
    /// A machine to make up.
    struct Machine {
        var name: String
        var namespace: String
        var cluster: String
        /// The place among managers; nil of workers.
        var index: Int?
        var profile = "management"
        /// The update group of a worker.
        var group: String?
        /// The keys of its node labels.
        var labels: [String] = []
        /// The number of its rack, from 1; nil when it has none.
        var rack: Int?
        var hasStorage = false
        /// The L2Template.
        var template: String

        init(name: String, namespace: String, cluster: String, index: Int?) {
            self.name = name
            self.namespace = namespace
            self.cluster = cluster
            self.index = index
            template = "\(cluster)-default"
        }

        /// Credentials, host and machine. `number` counts hosts from 1: addresses follow from it, and, with
        /// a seed, from chance. A host that is bare has not been looked at yet.
        func documents(number: UInt32, seed: UInt64?, isBare: Bool) -> [String] {
            [credential, host(number: number, seed: seed) + (isBare ? Self.bareStatus : ""), machine]
        }

        private static let bareStatus = """

            status:
              poweredOn: false
              provisioning:
                state: ""
            """

        private var credential: String {
            """
            apiVersion: kaas.mirantis.com/v1alpha1
            kind: BareMetalHostCredential
            metadata:
              name: bm-\(name)-credentials
              namespace: \(namespace)
              labels:
                kaas.mirantis.com/provider: baremetal
            spec:
              username: example-user
              password:
                value: example-not-a-password
            """
        }

        private var roles: [String] {
            index != nil ? ["controlplane"] : hasStorage ? ["worker", "storage"] : ["worker"]
        }

        private func host(number: UInt32, seed: UInt64?) -> String {
            var labels = roles.map { "hostlabel.bm.kaas.mirantis.com/\($0): \"true\"" }
            if let rack { labels.append("\(Label.rack): rack-\(CloudGenerator.padded(rack, 2))") }
            if let seed, let rack {
                // Three generations of servers, as they come in over the years: guess.
                let stream = RandomStream(seed: seed).derive("generate.rack-\(rack)")
                let generation = stream.below(3, 0) + 1
                labels.append("\(Label.hardwareClass): generation-\(generation)")
            }
            let bmc = 10 << 24 | 10 << 16 | number + 10
            return """
                apiVersion: metal3.io/v1alpha1
                kind: BareMetalHost
                metadata:
                  name: bm-\(name)
                  namespace: \(namespace)
                  annotations:
                    kaas.mirantis.com/baremetalhost-credentials-name: bm-\(name)-credentials
                  labels:
                    kaas.mirantis.com/baremetalhost-id: hw-\(name)
                    \(labels.joined(separator: "\n    "))
                    cluster.sigs.k8s.io/cluster-name: \(cluster)
                    kaas.mirantis.com/provider: baremetal
                spec:
                  online: true
                  bootMode: UEFI
                  bootMACAddress: "\(Self.cardAddress(number, seed))"
                  bmc:
                    address: "\(AddressBlock.address(bmc)):623"
                    credentialsName: ""
                    disableCertificateVerification: true
                """
        }

        private var machine: String {
            var marks = ["cluster.sigs.k8s.io/cluster-name: \(cluster)"]
            if index != nil { marks.append("cluster.sigs.k8s.io/control-plane: \"true\"") }
            if let group { marks.append("kaas.mirantis.com/update-group: \(group)") }
            marks.append("kaas.mirantis.com/provider: baremetal")
            var text = """
                apiVersion: cluster.k8s.io/v1alpha1
                kind: Machine
                metadata:
                  name: \(name)
                  namespace: \(namespace)
                  labels:
                    \(marks.joined(separator: "\n    "))
                spec:
                  providerSpec:
                    value:
                      apiVersion: baremetal.k8s.io/v1alpha1
                      kind: BareMetalMachineProviderSpec
                      bareMetalHostProfile:
                        name: \(profile)
                        namespace: \(namespace)
                      l2TemplateSelector:
                        name: \(template)

                """
            if let index { text += "      upgradeIndex: \(index)\n" }
            if !labels.isEmpty {
                text += "      nodeLabels:\n"
                for label in labels { text += "      - key: \(label)\n        value: enabled\n" }
            }
            text += """
                      hostSelector:
                        matchLabels:
                          kaas.mirantis.com/baremetalhost-id: hw-\(name)
                """
            for role in roles { text += "\n          hostlabel.bm.kaas.mirantis.com/\(role): \"true\"" }
            return text
        }

        /// The MAC address of a card, of those that are given locally.
        private static func cardAddress(_ number: UInt32, _ seed: UInt64?) -> String {
            var bytes: [UInt8] = [2, 0]
            if let seed {
                // Two bytes of chance: the others tell all cards apart.
                let chance = RandomStream(seed: seed).derive("generate.cards").bits(UInt64(number))
                bytes = [2, UInt8(truncatingIfNeeded: chance)]
            }
            bytes += [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
            return bytes.map { byte in
                let digits = String(byte, radix: 16)
                return digits.count < 2 ? "0" + digits : digits
            }.joined(separator: ":")
        }
    }
}
