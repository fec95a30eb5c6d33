internal import Kubernetes
internal import Twin

/// Clouds of any size, made in code.
enum GeneratedCloud {
    /// A cluster with three managers; its workers are in update groups of `groupSize`, updated all at once,
    /// or all in the default group, one after the other.
    /// Hosts of a cluster that is to be deployed have credentials.
    static func cloud(nodes: Int, groupSize: Int? = nil, isNew: Bool = false) throws -> Cloud {
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
        for group in 0..<(groupSize.map { (nodes + $0 - 1) / $0 } ?? 0) {
            try add(
                """
                apiVersion: kaas.mirantis.com/v1alpha1
                kind: UpdateGroup
                metadata:
                  name: group-\(group)
                  namespace: mosk
                  labels: {cluster.sigs.k8s.io/cluster-name: mosk}
                spec: {index: \(group + 2), concurrentUpdates: \(groupSize ?? 1)}
                """)
        }
        for number in 0..<nodes {
            let isManager = number < 3
            let name = "node-\(number)"
            let group =
                isManager ? nil : groupSize.map { "kaas.mirantis.com/update-group: group-\(number / $0)" }
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
                    kaas.mirantis.com/provider: baremetal
                    \(isManager ? "cluster.sigs.k8s.io/control-plane: \"true\"" : group ?? "rack: none")
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
                spec: {online: true, bootMACAddress: "52:54:00:00:00:01", bmc: {address: 10.0.0.1\(isNew ? ", credentialsName: bmc" : "")}}
                """)
        }
        return cloud
    }
}
