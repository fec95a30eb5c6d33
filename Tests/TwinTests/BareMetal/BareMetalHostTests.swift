import Controllers
import HardwareInterfaces
import HardwareSimulated
import Kubernetes
import Simulation
import Testing
import Twin

/// A host on its way through the states.
@Suite struct BareMetalHostTests {
    private typealias Fixture = BareMetalFixture

    @Test func aNewHostIsRegisteredInspectedAndPrepared() throws {
        var fixture = try Fixture(Fixture.host("spare", spec: "online: false"))
        fixture.run(.hours(1))
        #expect(fixture.states() == ["registering", "inspecting", "preparing", "available"])
        let status = try fixture.host().status
        #expect(status.operationalStatus == .ok)
        #expect(status.errorCount == 0)
        #expect(!status.poweredOn)
        #expect(status.hardware?.nics.first?.mac == "52:54:00:00:00:01")
        #expect(status.goodCredentials.credentials.name == "spare-credentials")
        #expect(status.goodCredentials == status.triedCredentials)
        #expect(status.operationHistory.register.end != nil)
        #expect(status.operationHistory.inspect.end != nil)
        #expect(status.operationHistory.provision.start == nil)
        #expect(status.provisioning.bootMode == "UEFI")
        #expect(try fixture.host().metadata.finalizers == ["baremetalhost.metal3.io"])
        #expect(try fixture.node() == .available)
        #expect(try fixture.equipment().phase == .off)
    }

    @Test func anAvailableHostThatIsToBeOnlineGetsPowerAndFindsNothingToBoot() throws {
        var fixture = try Fixture(Fixture.host("spare", state: "available"))
        fixture.run(.hours(1))
        #expect(try fixture.host().status.poweredOn)
        #expect(try fixture.equipment().phase == .unbootable)
        #expect(fixture.states() == [])
    }

    @Test func aHostWithoutBMCIsUnmanagedUntilItHasOne() throws {
        var fixture = try Fixture(Fixture.host("spare", spec: "online: false"))
        try fixture.change { $0.spec.bmc = BMCDetails() }
        fixture.run(.hours(1))
        #expect(fixture.states() == ["unmanaged"])
        #expect(try fixture.host().status.operationalStatus == .discovered)
        try fixture.change {
            $0.spec.bmc.address = "10.0.0.9:623"
            $0.spec.bmc.credentialsName = "spare-credentials"
        }
        fixture.run(.hours(1))
        #expect(fixture.states().prefix(3) == ["unmanaged", "registering", "inspecting"])
        #expect(try fixture.state() == .available)
    }

    @Test(arguments: ["inspectionMode: disabled", "annotation"])
    func withoutInspectionAHostIsPreparedAtOnce(how: String) throws {
        let isAnnotation = how == "annotation"
        var fixture = try Fixture(
            Fixture.host(
                "spare", spec: isAnnotation ? "online: false" : "inspectionMode: disabled",
                metadata: isAnnotation ? "annotations: {inspect.metal3.io: disabled}" : ""))
        fixture.run(.hours(1))
        #expect(fixture.states() == ["registering", "preparing", "available"])
        #expect(try fixture.host().status.hardware == nil)
    }

    @Test func whatIsProvisionedByOthersIsAdoptedAndGivenBackOnceItIsNot() throws {
        var fixture = try Fixture(Fixture.host("spare", spec: "externallyProvisioned: true"))
        fixture.run(.hours(1))
        #expect(fixture.states() == ["registering", "externally provisioned"])
        #expect(try fixture.node() == .active)
        try fixture.change { $0.spec.externallyProvisioned = false }
        fixture.run(.hours(1))
        #expect(fixture.states().dropFirst(2) == ["provisioned", "deprovisioning", "available"])
    }

    @Test func anImageKeepsWhatWasProvisionedByOthers() throws {
        var fixture = try Fixture(Fixture.host("spare", spec: "externallyProvisioned: true"))
        fixture.run(.hours(1))
        try fixture.change {
            $0.spec.image = Fixture.image()
            $0.spec.online = true
            $0.spec.externallyProvisioned = false
        }
        fixture.run(.hours(1))
        #expect(try fixture.state() == .provisioned)
        #expect(try fixture.host().status.provisioning.image == Fixture.image())
    }

    @Test func anAvailableHostIsInspectedPreparedOrLeftToOthersOnDemand() throws {
        var fixture = try Fixture(Fixture.host("spare", state: "available", spec: "online: false"))
        fixture.run(.minutes(10))
        try fixture.change { $0.metadata.annotations["inspect.metal3.io"] = "" }
        fixture.run(.hours(1))
        #expect(fixture.states() == ["inspecting", "preparing", "available"])
        #expect(try fixture.host().metadata.annotations["inspect.metal3.io"] == nil)
        try fixture.change { $0.spec.firmware = .map(["sriovEnabled": .bool(true)]) }
        fixture.run(.hours(1))
        #expect(fixture.states().dropFirst(3) == ["preparing", "available"])
        #expect(try fixture.host().status.provisioning.firmware == fixture.host().spec.firmware)
        #expect(fixture.commands().count { $0 == "clean and make available" } == 2)
        try fixture.change { $0.spec.externallyProvisioned = true }
        fixture.run(.hours(1))
        #expect(fixture.states().dropFirst(5) == ["externally provisioned"])
        #expect(try fixture.node() == .active)
        #expect(try fixture.host().status.operationalStatus == .ok)
    }

    @Test func anImageMakesAHostANodeAndItsRemovalASpareAgain() throws {
        var fixture = try Fixture(
            Fixture.machine("cmp-99") + Fixture.host("spare", state: "available"))
        fixture.run(.minutes(10))
        try fixture.change {
            $0.spec.image = Fixture.image()
            $0.spec.consumerRef = ConsumerReference()
            $0.spec.consumerRef?.name = "cmp-99"
        }
        fixture.run(.hours(1))
        #expect(fixture.states() == ["provisioning", "provisioned"])
        #expect(try fixture.host().status.provisioning.image == Fixture.image())
        #expect(try fixture.host().status.poweredOn)
        #expect(try fixture.equipment().isRunning)
        #expect(try fixture.equipment().facts.kernel == "5.15.0-153")
        let estate = fixture.world.substrate.estate
        #expect(fixture.world.substrate.kernel.names[estate.nodes[try fixture.index()].name] == "cmp-99")
        try fixture.change { $0.spec.image = nil }
        fixture.run(.hours(1))
        #expect(fixture.states().dropFirst(2) == ["deprovisioning", "available"])
        #expect(try fixture.host().status.provisioning.image == BareMetalHostImage())
        #expect(try fixture.equipment().facts.distribution.isEmpty)
        #expect(try fixture.host().status.operationHistory.deprovision.end != nil)
    }

    @Test func anotherImageIsDeployedAfterTheOldOneIsGone() throws {
        var fixture = try Fixture(Fixture.host("spare", state: "available"))
        try fixture.change { $0.spec.image = Fixture.image() }
        fixture.run(.hours(1))
        try fixture.change { $0.spec.image = Fixture.image("6.8.0") }
        fixture.run(.hours(2))
        #expect(
            fixture.states() == [
                "provisioning", "provisioned", "deprovisioning", "available", "provisioning", "provisioned",
            ])
        #expect(try fixture.equipment().facts.kernel == "6.8.0")
    }

    @Test func aDeploymentThatIsCancelledEndsInItsRamdisk() throws {
        var fixture = try Fixture(Fixture.host("spare", state: "available"))
        try fixture.change { $0.spec.image = Fixture.image() }
        fixture.run(.minutes(4))
        #expect(try fixture.node() == .waitCallBack)
        try fixture.change { $0.spec.image = nil }
        fixture.run(.hours(1))
        #expect(fixture.states() == ["provisioning", "deprovisioning", "available"])
        #expect(try fixture.node() == .available)
        #expect(try fixture.host().status.provisioningFailCount == 0)
    }

    @Test func aHostThatShouldBeOffIsNotProvisioned() throws {
        var fixture = try Fixture(Fixture.host("spare", state: "available", spec: "online: false"))
        try fixture.change { $0.spec.image = Fixture.image() }
        fixture.run(.hours(1))
        #expect(fixture.states() == [])
    }

    @Test func legacyStatesStandForThoseOfToday() throws {
        var fixture = try Fixture(
            Fixture.host("old", state: "ready", spec: "online: false")
                + Fixture.host("older", state: "match profile", spec: "online: false"))
        fixture.run(.hours(1))
        #expect(try fixture.state("old") == .available)
        #expect(try fixture.state("older") == .available)
    }

    @Test func inventoriesMakeAndChangeHosts() throws {
        var inventory = BareMetalHostInventory(metadata: ObjectMeta(name: "spare", namespace: "lab"))
        inventory.spec.bmc.address = "10.0.0.9:623"
        inventory.spec.bmc.credentialsName = "spare-credentials"
        var fixture = try Fixture(
            Fixture.host("spare", state: "available", spec: "online: false"))
        try fixture.put(inventory)
        fixture.run(.minutes(5))
        inventory.spec.online = true
        try fixture.put(inventory)
        fixture.run(.minutes(20))
        #expect(try fixture.host().spec.online)
        #expect(try fixture.host().status.poweredOn)
        #expect(fixture.world.objects(BareMetalHostInventory.self).first?.status.poweredOn == true)
        inventory.metadata.name = "another"
        try fixture.put(inventory)
        fixture.run(.minutes(1))
        #expect(try fixture.host("another").status.errorType == .registration)
        #expect(try fixture.host("another").status.errorMessage == "nothing answers at 10.0.0.9:623")
        let another = try #require(
            fixture.world.objects(BareMetalHostInventory.self).first { $0.metadata.name == "another" })
        try fixture.delete(another)
        fixture.run(.hours(1))
        #expect(fixture.find("another") == nil)
    }
}
