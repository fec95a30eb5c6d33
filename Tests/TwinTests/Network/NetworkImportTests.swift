import Kubernetes
import Simulation
import Testing

@testable import Controllers
@testable import Twin

/// The addresses of a cloud are taken over, and what does not fit together is said at its place.
@Suite struct NetworkImportTests {
    private func template(_ extra: String) throws -> WorldTemplate {
        var builder = CloudBuilder()
        builder.extra = extra
        return try builder.template()
    }

    private func problem(_ extra: String, replacing from: String = "", with to: String = "") throws -> String
    {
        var builder = CloudBuilder()
        builder.extra = extra
        let text = builder.management
        #expect(from.isEmpty || text.contains(from))
        var cloud = Cloud()
        do {
            try cloud.read(
                from.isEmpty ? text : text.replacing(from, with: to), file: "management.yaml",
                context: "management")
            try cloud.read(builder.mosk, file: "mosk.yaml", context: "mosk")
            _ = try cloud.template()
            return "no problem"
        } catch ImportFailure.badInput(let error) {
            return error.description
        }
    }

    private func objects<Spec>(_ type: Resource<Spec>.Type, _ template: WorldTemplate) -> [Resource<Spec>] {
        template.stores[0].list(Spec.kind).map { unsafeDowncast($0, to: Stored<Spec>.self).object }
    }

    @Test func machinesOfACloudAtRestHaveTheLowestAddresses() throws {
        let template = try template(BareMetalFixture.network(last: 19))
        let machines = objects(LCMMachine.self, template)
        #expect(
            machines.map { $0.status.addresses.first?.address } == [
                "10.9.0.10", "10.9.0.11", "10.9.0.12", "10.9.0.13",
            ])
        let subnet = try #require(objects(Subnet.self, template).first)
        #expect(subnet.status.capacity == 10 && subnet.status.allocatable == 6)
        #expect(subnet.status.ranges == ["10.9.0.10-10.9.0.19"] && subnet.status.statusMessage == "OK")
        let hosts = objects(IpamHost.self, template)
        #expect(hosts.count == 4 && hosts.allSatisfy { $0.isReady })
        let uids = Set(objects(IPaddr.self, template).map { $0.metadata.uid.text })
        #expect(Set(subnet.status.allocations.map(\.uid)) == uids)
    }

    @Test func aCloudWithoutSubnetsSaysSo() throws {
        let template = try template("")
        #expect(template.notes.contains { $0.contains("no Subnet for machines") })
        #expect(objects(IpamHost.self, template).isEmpty)
    }

    private static func lcmMachine(_ name: String, _ address: String) -> String {
        """
        ---
        apiVersion: lcm.mirantis.com/v1alpha1
        kind: LCMMachine
        metadata: {name: \(name), namespace: lab}
        spec: {clusterName: lab, type: worker}
        status: {addresses: [{type: InternalIP, address: \(address)}]}

        """
    }

    @Test func knownAddressesAreKeptAndMistakesAreSaid() throws {
        let template = try template(
            BareMetalFixture.network(last: 19) + Self.lcmMachine("ctl-01", "10.9.0.15")
                + Self.lcmMachine("ctl-02", "10.9.0.15") + Self.lcmMachine("cmp-01", "10.77.0.1"))
        let hosts = objects(IpamHost.self, template)
        #expect(hosts.first { $0.metadata.name == "ctl-01" }?.lcmAddress == "10.9.0.15")
        #expect(hosts.first { $0.metadata.name == "ctl-02" }?.lcmAddress == "10.9.0.10")
        let said = template.notes.joined(separator: "\n")
        #expect(said.contains("Machine ctl-02 has 10.9.0.15, which another one has too"))
        #expect(said.contains("Machine cmp-01 has 10.77.0.1, which is no address of a Subnet"))
        #expect(template.notes.contains { $0.contains(".yaml:") && $0.contains("10.77.0.1") })
    }

    @Test func addressesOfTheInputAreCheckedToo() throws {
        func address(_ name: String, _ text: String) -> String {
            """
            ---
            apiVersion: ipam.mirantis.com/v1alpha1
            kind: IPaddr
            metadata: {name: \(name), namespace: lab}
            spec: {subnetRef: lab/lcm}
            status: {phase: Active, address: \(text)}

            """
        }
        let template = try template(
            BareMetalFixture.network(last: 19) + address("one", "10.9.0.10") + address("two", "10.9.0.10")
                + address("three", "10.1.1.1"))
        let said = template.notes.joined(separator: "\n")
        #expect(said.contains("IPaddr two has 10.9.0.10, which another IPaddr has too"))
        #expect(said.contains("IPaddr three has 10.1.1.1, which is no address of its Subnet lab/lcm"))
        // What is given is not given again.
        #expect(objects(LCMMachine.self, template).first?.status.addresses.first?.address == "10.9.0.11")
    }

    @Test func aSubnetThatIsTooSmallIsSaidAndStaysSo() throws {
        let template = try template(BareMetalFixture.network(last: 12))
        #expect(
            template.notes.contains { $0.contains("the network of a machine is unknown: no address is left") }
        )
        let hosts = objects(IpamHost.self, template).filter { !$0.isReady }
        #expect(hosts.map(\.metadata.name) == ["cmp-01"])
        var world = World(template.withoutSpread(), seed: 1, drawsUnknown: false)
        while let next = world.nextTime, next < SimTime.zero + .seconds(4), world.step() {}
        #expect(world.objects(IpamHost.self).count == 4)
    }

    @Test func referencesThatLeadNowhereAreErrorsWithTheNearestName() throws {
        let network = BareMetalFixture.network(last: 19)
        let profile = try problem(
            network, replacing: "nodeLabels: [{key: openstack-compute-node",
            with: "bareMetalHostProfile: {name: compuet}\n      nodeLabels: [{key: openstack-compute-node")
        #expect(profile.hasPrefix("management.yaml:") && profile.contains("did you mean compute?"))
        let template = try problem(
            network, replacing: "nodeLabels: [{key: openstack-compute-node",
            with: "l2TemplateSelector: {name: lab-defualt}\n      nodeLabels: [{key: openstack-compute-node")
        #expect(
            template.contains("names L2Template lab-defualt")
                && template.contains("did you mean lab-default?"))
        let key = try problem(
            network, replacing: "dedicatedControlPlane: true",
            with: "dedicatedControlPlane: true\n      publicKeys: [{name: operator-kye}]")
        #expect(
            key.contains("Cluster lab names PublicKey operator-kye")
                && key.contains("did you mean operator-key?"))
    }

    @Test func whatTheInputHasNoneOfIsTakenToBeThere() throws {
        var builder = CloudBuilder()
        builder.workers[0].labels = []
        let text = builder.management.replacing(
            "dedicatedControlPlane: true",
            with: "dedicatedControlPlane: true\n      publicKeys: [{name: ops}]")
        var cloud = Cloud()
        try cloud.read(text, file: "management.yaml", context: "management")
        try cloud.read(builder.mosk, file: "mosk.yaml", context: "mosk")
        let template = try cloud.template()
        #expect(objects(PublicKey.self, template).map(\.metadata.name) == ["ops"])
        #expect(template.notes.contains { $0.contains("no PublicKey") })
    }

    @Test func anExportedCloudIsTheSameCloud() throws {
        let first = try template(BareMetalFixture.network(last: 19))
        let world = World(first, seed: 1)
        var cloud = Cloud()
        for kind in world.exported() {
            for (index, list) in kind.lists.enumerated() {
                try cloud.add(list, file: "\(index)-\(kind.fileName)", context: kind.fileName)
            }
        }
        let second = try cloud.template()
        #expect(!second.notes.contains { $0.contains("address") || $0.contains("Subnet") }, "\(second.notes)")
        for (old, new) in zip(objects(Subnet.self, first), objects(Subnet.self, second)) {
            #expect(old.spec == new.spec && old.status == new.status)
        }
        let key = { (address: IPaddr) in
            "\(address.metadata.name) \(address.metadata.uid.text) \(address.status.address)"
        }
        #expect(
            Set(objects(IPaddr.self, first).map(key)) == Set(objects(IPaddr.self, second).map(key)))
        let hosts = objects(IpamHost.self, second)
        #expect(hosts.count == 4 && hosts.allSatisfy { $0.isReady })
    }
}
