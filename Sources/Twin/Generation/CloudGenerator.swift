import Simulation

/// Makes up a cloud: the objects that its operator would write, as YAML documents. The same shape gives the
/// same bytes.
public struct CloudGenerator {
    let shape: CloudShape
    private let emit: (String) -> Void
    /// How many hosts there are so far; addresses follow from it.
    private var hostCount: UInt32 = 0

    /// Makes up a cloud, document by document: each begins with `---` and ends with a line end.
    public static func run(_ shape: CloudShape, _ emit: @escaping (String) -> Void) {
        var generator = CloudGenerator(shape: shape, emit: emit)
        generator.management()
        generator.cluster()
        generator.groups()
        generator.profiles()
        generator.machines()
        // What is written to the cluster itself comes once it is there.
        guard !shape.isNew else { return }
        generator.ceph()
        generator.openStack()
        generator.openSDN()
        generator.agents()
        generator.instances(on: generator.computes().joined().map(\.0))
    }

    private init(shape: CloudShape, emit: @escaping (String) -> Void) {
        self.shape = shape
        self.emit = emit
    }

    /// Hands over a document.
    func add(_ document: String) { emit("---\n\(document)\n") }

    private mutating func management() {
        for name in ["default", shape.namespace] { namespace(name, cluster: "management") }
        publicKey("default")
        add(
            """
            apiVersion: cluster.k8s.io/v1alpha1
            kind: Cluster
            metadata:
              name: kaas-mgmt
              namespace: default
              labels:
                kaas.mirantis.com/provider: baremetal
            spec:
              clusterNetwork:
                services:
                  cidrBlocks:
                  - 10.233.0.0/18
                pods:
                  cidrBlocks:
                  - 10.233.64.0/18
              providerSpec:
                value:
                  apiVersion: baremetal.k8s.io/v1alpha1
                  kind: BaremetalClusterProviderSpec
                  release: \(shape.managementRelease)
                  dedicatedControlPlane: false
                  dedicatedMetallbPools: true
                  publicKeys:
                  - name: operator-key
                  helmReleases:
                  - name: metallb
                    values: {}
                  - name: stacklight
                    values:
                      highAvailabilityEnabled: true
                      logging:
                        enabled: true
                  kaas:
                    release: \(shape.kaasRelease)
                    management:
                      enabled: true
                    regional:
                    - provider: baremetal
                      helmReleases:
                      - name: baremetal-operator
                        values: {}
                      - name: baremetal-provider
                        values: {}
                      - name: kaas-ipam
                        values: {}
            """)
        add(
            """
            apiVersion: kaas.mirantis.com/v1alpha1
            kind: MCCUpgrade
            metadata:
              name: mcc-upgrade
            spec:
              timeZone: UTC
              schedule:
              - hours:
                  from: 0
                  to: 6
                weekdays:
                  saturday: true
                  sunday: true
            """)
        managementMachines()
    }

    private mutating func managementMachines() {
        subnet("kaas-mgmt-api-lb", "kaas-mgmt", "default", Network.apiAddress("10.11.0.5/32"))
        subnet("kaas-mgmt-lcm", "kaas-mgmt", "default", Network.lcm("10.11.0"))
        subnet("kaas-mgmt-pxe", "kaas-mgmt", "default", Network.provisioning("10.11.1"))
        subnet("kaas-mgmt-pods", "kaas-mgmt", "default", Network.plain("10.11.2"))
        network("kaas-mgmt", "default", services: "10.11.0.60-10.11.0.90")
        profile("management", "default", cluster: "kaas-mgmt", disks: 1)
        for number in 1...3 {
            let name = "mgmt-" + Self.padded(number, 2)
            machine(Machine(name: name, namespace: "default", cluster: "kaas-mgmt", index: number))
        }
    }

    private func cluster() {
        publicKey(shape.namespace)
        add(
            """
            apiVersion: cluster.k8s.io/v1alpha1
            kind: Cluster
            metadata:
              name: \(shape.name)
              namespace: \(shape.namespace)
              labels:
                kaas.mirantis.com/provider: baremetal
            spec:
              clusterNetwork:
                services:
                  cidrBlocks:
                  - 172.31.128.0/18
                pods:
                  cidrBlocks:
                  - 172.16.0.0/13
              providerSpec:
                value:
                  apiVersion: baremetal.k8s.io/v1alpha1
                  kind: BaremetalClusterProviderSpec
                  release: \(shape.release)
                  dedicatedControlPlane: \(shape.controllers > 0)
                  publicKeys:
                  - name: operator-key
                  helmReleases:
                  - name: metallb
                    values:
                      speaker:
                        nodeSelector:
                          openstack-control-plane: enabled
                  - name: ceph-controller
                    values: {}
                  - name: stacklight
                    enabled: true
                    values:
                      clusterSize: \(shape.workers > 500 ? "large" : shape.workers > 50 ? "medium" : "small")
                      highAvailabilityEnabled: true
                      ceph:
                        enabled: true
                      logging:
                        enabled: true
                      prometheusServer:
                        retentionTime: 15d
                        persistentVolumeClaimSize: 200Gi
                  kaas:
                    management:
                      enabled: false
            """)
        subnet("\(shape.name)-api-lb", shape.name, shape.namespace, Network.apiAddress("10.20.0.10/32"))
        networks()
    }

    /// A machine of the cloud or of its management cluster, with its host and the host's credentials.
    mutating func machine(_ machine: Machine) {
        hostCount += 1
        var machine = machine
        if let rack = machine.rack { machine.template = templateName(ofRack: rack) }
        let isBare = shape.isNew && machine.cluster == shape.name
        for document in machine.documents(number: hostCount, seed: shape.seed, isBare: isBare) {
            add(document)
        }
    }

    /// A number with zeros in front.
    static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(width - digits.count, 0)) + digits
    }
}
