import HardwareInterfaces
import HardwareSimulated
import Kubernetes
import Simulation
import Testing

@testable import Controllers
@testable import Twin

/// From a bare host and a Machine to a node of the cluster.
@Suite struct ScaleOutTests {
    private func machine(_ name: String, selector: String = "") -> Machine {
        var machine = Machine(
            metadata: ObjectMeta(name: name, namespace: "lab", labels: [Label.clusterName: "lab"]))
        machine.spec.provider.kind = "BareMetalMachineProviderSpec"
        var label = NodeLabel()
        (label.key, label.value) = ("openstack-compute-node", "enabled")
        machine.spec.provider.nodeLabels = [label]
        if !selector.isEmpty { machine.spec.provider.hostSelector.matchLabels["id"] = selector }
        return machine
    }

    @Test func aMachineGetsAHostAndBecomesANodeOfItsCluster() throws {
        var fixture = try BareMetalFixture(
            BareMetalFixture.host("spare", state: "available", spec: "online: false"))
        fixture.run(.minutes(10))
        try fixture.put(machine("cmp-new"))
        fixture.run(.hours(4))
        let host = try fixture.host()
        #expect(host.spec.consumerRef?.name == "cmp-new")
        #expect(fixture.states() == ["provisioning", "provisioned"])
        let found = fixture.lcmMachine("cmp-new")
        let lcm = try #require(found)
        #expect(lcm.status.state == .ready)
        #expect(
            fixture.texts(LCMEntry.machineState, of: "cmp-new") == [
                "Pending", "Prepare", "Deploy", "Reconfigure", "Upgrade", "Ready",
            ])
        #expect(lcm.status.release == "17.4.0+25.1")
        let registered = fixture.clusterNode("cmp-new")
        let node = try #require(registered)
        #expect(node.status.isReady)
        #expect(node.metadata.labels["openstack-compute-node"] == "enabled")
        let engine = fixture.world.plant.engines[0]
        #expect(engine.members.last?.host == UInt32(try fixture.index()))
        let locks = fixture.world.state.substrate.stores[1].list(NodeWorkloadLockSpec.kind).map {
            unsafeDowncast($0, to: Stored<NodeWorkloadLockSpec>.self).object
        }
        #expect(locks.contains { $0.spec.nodeName == "cmp-new" && $0.status.state == .active })
        let machine = fixture.world.objects(Machine.self).first { $0.metadata.name == "cmp-new" }
        #expect(machine?.status.providerStatus.status == "Ready")
    }

    @Test func theSystemIsOnTheDiskThatTheHostWasPreparedWith() throws {
        var fixture = try BareMetalFixture(
            BareMetalFixture.host("spare", state: "available", spec: "online: false"))
        fixture.run(.minutes(10))
        #expect(try fixture.equipment().rootDisk == "sda")
        try fixture.change { $0.spec.rootDeviceHints = .map(["deviceName": .string("/dev/sdb")]) }
        fixture.run(.hours(1))
        try fixture.put(machine("cmp-new"))
        fixture.run(.hours(4))
        #expect(try fixture.equipment().rootDisk == "sdb")
        let isReady = fixture.clusterNode("cmp-new")?.status.isReady == true
        #expect(isReady)
        try fixture.begin { .disk(host: $0, disk: "sda", .failed) }
        #expect(try fixture.equipment().isRunning)
        try fixture.begin { .disk(host: $0, disk: "sdb", .failed) }
        #expect(try !fixture.equipment().isRunning)
    }

    @Test func aMachineWithoutAHostWaitsUntilOneIsThere() throws {
        var fixture = try BareMetalFixture(
            BareMetalFixture.host("spare", state: "available", spec: "online: false"))
        try fixture.put(machine("cmp-new", selector: "7"))
        fixture.run(.hours(1))
        #expect(try fixture.host().spec.consumerRef == nil)
        let machine = fixture.world.objects(Machine.self).first { $0.metadata.name == "cmp-new" }
        #expect(machine?.status.providerStatus.status == "Provision")
        try fixture.change { $0.metadata.labels["id"] = "7" }
        fixture.run(.minutes(5))
        #expect(try fixture.host().spec.consumerRef?.name == "cmp-new")
    }

    @Test func twoMachinesDoNotGetTheSameHost() throws {
        var fixture = try BareMetalFixture(
            BareMetalFixture.host("spare", state: "available", spec: "online: false")
                + BareMetalFixture.host("spare-2", state: "available", spec: "online: false"))
        try fixture.put(machine("cmp-x"))
        try fixture.put(machine("cmp-y"))
        fixture.run(.hours(4))
        let consumers = [try fixture.host("spare"), try fixture.host("spare-2")].map {
            $0.spec.consumerRef?.name ?? ""
        }
        #expect(consumers.sorted() == ["cmp-x", "cmp-y"])
        let holds1 = fixture.lcmMachine("cmp-x")?.status.state == .ready
        #expect(holds1)
        let holds2 = fixture.lcmMachine("cmp-y")?.status.state == .ready
        #expect(holds2)
    }

    @Test func aHostThatCannotBootItsRamdiskIsTriedAgainUntilItCan() throws {
        var fixture = try BareMetalFixture(
            BareMetalFixture.host("spare", state: "available", spec: "online: false"))
        try fixture.begin { .netbootFails(host: $0) }
        try fixture.put(machine("cmp-new"))
        fixture.run(.hours(1))
        #expect(try fixture.host().status.errorCount > 0)
        let holds3 = fixture.clusterNode("cmp-new") == nil
        #expect(holds3)
        try fixture.end { .netbootFails(host: $0) }
        fixture.run(.hours(12))
        let holds4 = fixture.clusterNode("cmp-new")?.status.isReady == true
        #expect(holds4)
    }
}

extension BareMetalFixture {
    /// What LCM does with a machine; nil while it knows nothing of it.
    func lcmMachine(_ name: String) -> LCMMachine? {
        world.objects(LCMMachine.self).first { $0.metadata.name == name }
    }

    /// A node of the MOSK cluster; nil while there is none.
    func clusterNode(_ name: String) -> Node? {
        world.state.substrate.stores[1].list(NodeSpec.kind)
            .map { unsafeDowncast($0, to: Stored<NodeSpec>.self).object }
            .first { $0.metadata.name == name }
    }
}
