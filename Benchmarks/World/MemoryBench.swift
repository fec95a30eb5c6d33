internal import Foundation
internal import Kubernetes
internal import Scenarios
internal import Simulation
internal import Twin

/// The memory of a world by its number of nodes.
enum MemoryBench {
    /// Builds a cloud of `nodes` workers in code, runs 50,000 events of its update, and prints what is
    /// resident.
    static func run(nodes: Int) throws {
        let template = try WorldBench.template(try cloud(nodes: nodes))
        var driver = RunDriver(template, RunOptions(seed: 7))
        guard driver.run(events: 50_000) == nil else { fatalError("the update ended too early") }
        print("memory_\(nodes)_nodes_kilobytes \(try residentKilobytes()) kB")
        guard driver.run(events: 1) == nil else { fatalError("the update ended too early") }
    }

    private static func residentKilobytes() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        for line in status.split(separator: "\n") where line.hasPrefix("VmRSS:") {
            return Int(line.split(separator: " ")[1]) ?? 0
        }
        return 0
    }

    private static func cloud(nodes: Int) throws -> Cloud {
        var cloud = Cloud()
        func add(_ text: String) throws {
            var reader = YAMLReader(file: "memory")
            for document in try reader.read(text) {
                try cloud.add(document, file: "memory", context: "management")
            }
        }
        try add(
            """
            apiVersion: cluster.k8s.io/v1alpha1
            kind: Cluster
            metadata: {name: mosk, namespace: mosk}
            spec:
              providerSpec:
                value:
                  kind: BaremetalClusterProviderSpec
                  release: mosk-17-4-0-25-1
                  dedicatedControlPlane: false
            """)
        for number in 0..<nodes {
            let isManager = number < 3
            let name = "node-\(number)"
            let label = isManager ? "openstack-control-plane" : "openstack-compute-node"
            try add(
                """
                apiVersion: cluster.k8s.io/v1alpha1
                kind: Machine
                metadata:
                  name: \(name)
                  namespace: mosk
                  labels:
                    cluster.sigs.k8s.io/cluster-name: mosk
                    kaas.mirantis.com/provider: baremetal\(isManager
                        ? "\n    cluster.sigs.k8s.io/control-plane: \"true\"" : "")
                spec:
                  providerSpec:
                    value:
                      kind: BareMetalMachineProviderSpec
                      hostSelector: {matchLabels: {kaas.mirantis.com/baremetalhost-id: \(name)}}
                      nodeLabels: [{key: \(label), value: enabled}, {key: openvswitch, value: enabled}]
                ---
                apiVersion: metal3.io/v1alpha1
                kind: BareMetalHost
                metadata:
                  name: \(name)
                  namespace: mosk
                  labels: {kaas.mirantis.com/baremetalhost-id: \(name)}
                spec: {online: true, bootMACAddress: "52:54:00:00:00:01", bmc: {address: 10.0.0.1}}
                """)
        }
        return cloud
    }
}
