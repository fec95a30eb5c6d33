import Kubernetes
import Simulation

@testable import Controllers
@testable import Twin

extension BareMetalFixture {
    /// A Subnet, a template, a profile and a key of the cluster `lab`. Its two machines have the lowest
    /// addresses, 10.9.0.10 and 10.9.0.11, of `last` less 9.
    static func network(last: Int, disks: Int = 2, template: String? = nil) -> String {
        """
        ---
        apiVersion: ipam.mirantis.com/v1alpha1
        kind: Subnet
        metadata: {name: lcm, namespace: lab, labels: {ipam/SVC-k8s-lcm: "1", \(CloudBuilder.clusterLabel): lab}}
        spec:
          cidr: 10.9.0.0/24
          gateway: 10.9.0.1
          nameservers: [10.9.0.2]
          includeRanges: [10.9.0.10-10.9.0.\(last)]
        ---
        apiVersion: ipam.mirantis.com/v1alpha1
        kind: L2Template
        metadata:
          name: lab-default
          namespace: lab
          labels: {ipam/DefaultForCluster: "1", \(CloudBuilder.clusterLabel): lab}
        spec:
          autoIfMappingPrio: [provision, eno]
          l3Layout: [{subnetName: lcm, scope: namespace}]
          npTemplate: |
            \(template ?? "bridges: {k8s-lcm: {interfaces: [{{ nic 1 }}], addresses: [{{ ip \"k8s-lcm:lcm\" }}]}}")
        ---
        apiVersion: metal3.io/v1alpha1
        kind: BareMetalHostProfile
        metadata: {name: compute, namespace: lab, labels: {kaas.mirantis.com/defaultBMHProfile: "true"}}
        spec:
          devices:
          - {device: {minSize: 60Gi, wipe: true}, partitions: [{name: root, size: 50Gi}]}
        \(String(repeating: "  - {device: {minSize: 30Gi}}\n", count: disks - 1))
        ---
        apiVersion: kaas.mirantis.com/v1alpha1
        kind: PublicKey
        metadata: {name: operator-key, namespace: lab}
        spec: {publicKey: "ssh-ed25519 EXAMPLE operator@example.org"}

        """
    }

    /// A machine of the cluster.
    static func newMachine(_ name: String) -> Machine {
        var machine = Machine(
            metadata: ObjectMeta(name: name, namespace: "lab", labels: [Label.clusterName: "lab"]))
        machine.spec.provider.kind = "BareMetalMachineProviderSpec"
        return machine
    }

    /// The objects of the management cluster at present.
    var objects: Objects { Objects(store: world.state.substrate.stores[0]) }

    /// Objects at a moment.
    struct Objects {
        let store: ObjectStore

        /// An object by its name; nil when there is none.
        func find<Spec>(_ type: Resource<Spec>.Type, _ name: String) -> Resource<Spec>? {
            store.list(Spec.kind).map { unsafeDowncast($0, to: Stored<Spec>.self).object }
                .first { $0.metadata.name == name }
        }
    }

    /// What all IPaddrs of the Subnet have, in order; and what the Subnet says is given.
    func addresses(_ subnet: String = "lcm") -> (had: [String], given: [String]) {
        let had = world.objects(IPaddr.self).filter { $0.status.phase == .active }.map(\.status.address)
        let given = objects.find(Subnet.self, subnet)?.status.allocations.map(\.address.description) ?? []
        return (had.sorted(), given.sorted())
    }
}
