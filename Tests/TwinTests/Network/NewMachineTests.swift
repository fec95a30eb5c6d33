import HardwareSimulated
import Kubernetes
import Simulation
import Testing

@testable import Controllers
@testable import Twin

/// What a new machine needs besides its host.
@Suite struct NewMachineTests {
    private static let spare = BareMetalFixture.host("spare", state: "available", spec: "online: false")

    private func condition(_ fixture: borrowing BareMetalFixture) -> ReadyCondition? {
        fixture.objects.find(Machine.self, "cmp-new")?.status.providerStatus.conditions.first {
            $0.type == "ProviderInstance"
        }
    }

    @Test func aMachineHasTheAddressThatItsSubnetGives() throws {
        var fixture = try BareMetalFixture(BareMetalFixture.network(last: 19) + Self.spare)
        try fixture.put(BareMetalFixture.newMachine("cmp-new"))
        fixture.run(.hours(5))
        let found = fixture.lcmMachine("cmp-new")
        let lcm = try #require(found)
        #expect(lcm.status.state == .ready)
        #expect(lcm.status.addresses.first?.address == "10.9.0.12")
        #expect(fixture.objects.find(Machine.self, "cmp-new")?.status.providerStatus.privateIp == "10.9.0.12")
        let host = try fixture.host()
        #expect(host.spec.networkData?["name"]?.string == "cmp-new-network-data")
        #expect(host.spec.userData?["name"]?.string == "cmp-new-user-data")
        #expect(host.spec.rootDeviceHints?["deviceName"]?.string == "/dev/sda")
        // The profile erases disks: they are cleaned before the system is written.
        #expect(fixture.states() == ["preparing", "available", "provisioning", "provisioned"])
        let network = try #require(fixture.objects.find(IpamHost.self, "cmp-new"))
        #expect(
            network.status.netconfigV2?.at("bridges", "k8s-lcm", "addresses")?.list?.first?.string
                == "10.9.0.12/24")
        #expect(
            network.status.netconfigV2?.at("bridges", "k8s-lcm", "interfaces")?.list?.first?.string == "eno2")
        #expect(network.status.l2TemplateRef == "lab/lab-default")
    }

    @Test func aMachineWaitsForAnAddressUntilTheSubnetIsEnlarged() throws {
        var fixture = try BareMetalFixture(BareMetalFixture.network(last: 11) + Self.spare)
        try fixture.put(BareMetalFixture.newMachine("cmp-new"))
        fixture.run(.hours(3))
        let host = try fixture.host()
        #expect(host.spec.consumerRef?.name == "cmp-new")
        #expect(host.spec.image == nil)
        #expect(host.status.provisioning.state == .available)
        let reason = "no address is left in Subnet lcm: all 2 are given"
        #expect(fixture.objects.find(IpamHost.self, "cmp-new")?.status.ipAllocationResult == "ERR: \(reason)")
        let waits = fixture.waits(of: "cmp-new")
        #expect(waits.contains("no network configuration: \(reason)") && waits.contains(reason))
        let before = condition(fixture)
        #expect(before?.ready == false && before?.message.contains(reason) == true)
        var subnet = try #require(fixture.objects.find(Subnet.self, "lcm"))
        subnet.spec.includeRanges.append("10.9.0.20-10.9.0.30")
        try fixture.put(subnet)
        fixture.run(.hours(5))
        let lcm = fixture.lcmMachine("cmp-new")
        #expect(lcm?.status.state == .ready)
        #expect(lcm?.status.addresses.first?.address == "10.9.0.20")
        let after = condition(fixture)
        #expect(after?.ready == true && after?.message.isEmpty == true)
    }

    @Test func theAddressOfAMachineThatGoesIsFreeAgain() throws {
        var fixture = try BareMetalFixture(BareMetalFixture.network(last: 12) + Self.spare)
        try fixture.put(BareMetalFixture.newMachine("cmp-new"))
        fixture.run(.minutes(5))
        #expect(fixture.addresses().given == ["10.9.0.10", "10.9.0.11", "10.9.0.12"])
        let network = try #require(fixture.objects.find(IpamHost.self, "cmp-new"))
        try fixture.delete(network)
        try fixture.delete(try #require(fixture.objects.find(Machine.self, "cmp-new")))
        fixture.run(.minutes(5))
        #expect(fixture.objects.find(IpamHost.self, "cmp-new") == nil)
        #expect(fixture.addresses().given == ["10.9.0.10", "10.9.0.11"])
        #expect(fixture.texts(IPAMEntry.addressReleased, of: "lcm") == ["10.9.0.12"])
    }

    @Test func aTemplateThatWantsAnotherCardIsMended() throws {
        let hardware =
            "hardware: {nics: [{name: eno1, mac: \"52:54:00:00:00:01\"}], "
            + "storage: [{name: /dev/sda, sizeBytes: 960197124096, type: SSD}, {name: /dev/sdb, sizeBytes: 960197124096, type: SSD}]}"
        var fixture = try BareMetalFixture(
            BareMetalFixture.network(last: 19)
                + BareMetalFixture.host("spare", state: "available", spec: "online: false", status: hardware))
        try fixture.put(BareMetalFixture.newMachine("cmp-new"))
        fixture.run(.hours(1))
        let result = fixture.objects.find(IpamHost.self, "cmp-new")?.status.l2RenderResult ?? ""
        #expect(result.hasPrefix("ERR: the template wants network card 1"))
        #expect(try fixture.host().spec.image == nil)
        var template = try #require(fixture.objects.find(L2Template.self, "lab-default"))
        template.spec.npTemplate = "ethernets: { {{ nic 0 }}: {addresses: [{{ ip \"0:lcm\" }}]}}"
        try fixture.put(template)
        fixture.run(.minutes(5))
        #expect(fixture.objects.find(IpamHost.self, "cmp-new")?.status.l2RenderResult == "OK")
        #expect(try fixture.host().spec.image != nil)
    }

    @Test func aHostThatDoesNotFitTheProfileGetsNoSystem() throws {
        let hardware =
            "hardware: {nics: [{name: eno1, mac: a}, {name: eno2, mac: b}], "
            + "storage: [{name: /dev/sda, sizeBytes: 960197124096, type: SSD}]}"
        var fixture = try BareMetalFixture(
            BareMetalFixture.network(last: 19, disks: 3)
                + BareMetalFixture.host("spare", state: "available", spec: "online: false", status: hardware))
        try fixture.put(BareMetalFixture.newMachine("cmp-new"))
        fixture.run(.hours(1))
        #expect(try fixture.host().spec.image == nil)
        let message = condition(fixture)?.message ?? ""
        #expect(message.contains("device 2 of profile compute") && message.contains("the profile wants 3"))
        #expect(fixture.objects.find(IpamHost.self, "cmp-new")?.isReady == true)
        var profile = try #require(fixture.objects.find(BareMetalHostProfile.self, "compute"))
        profile.spec.devices.removeLast(2)
        try fixture.put(profile)
        fixture.run(.minutes(5))
        #expect(try fixture.host().spec.image != nil)
    }

    @Test func disksThatAreErasedMustBeCleaned() throws {
        var fixture = try BareMetalFixture(
            BareMetalFixture.network(last: 19)
                + BareMetalFixture.host(
                    "spare", state: "available", spec: "online: false\n  automatedCleaningMode: disabled"))
        try fixture.put(BareMetalFixture.newMachine("cmp-new"))
        fixture.run(.minutes(10))
        #expect(condition(fixture)?.message.contains("not to be cleaned") == true)
        try fixture.change { $0.spec.automatedCleaningMode = .metadata }
        fixture.run(.minutes(10))
        #expect(try fixture.host().spec.image != nil)
    }

    @Test func aMachineWaitsForTheKeysThatItsClusterNames() throws {
        var fixture = try BareMetalFixture(BareMetalFixture.network(last: 19) + Self.spare)
        var cluster = try #require(fixture.objects.find(Cluster.self, "lab"))
        var reference = ObjectReference()
        reference.name = "other-key"
        cluster.spec.provider.publicKeys = [reference]
        try fixture.put(cluster)
        try fixture.put(BareMetalFixture.newMachine("cmp-new"))
        fixture.run(.minutes(10))
        #expect(condition(fixture)?.message == "there is no PublicKey other-key")
        try fixture.put(PublicKey(metadata: ObjectMeta(name: "other-key", namespace: "lab")))
        fixture.run(.minutes(10))
        #expect(try fixture.host().spec.image != nil)
    }
}
