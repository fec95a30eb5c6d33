import Controllers
import HardwareInterfaces
import HardwareSimulated
import Kubernetes
import Simulation
import Testing
import Twin

/// Power, detachment and the ways out.
@Suite struct BareMetalCareTests {
    private typealias Fixture = BareMetalFixture

    private func netboot(_ host: UInt32) -> HardwareFault { .netbootFails(host: host) }
    private func stuck(_ host: UInt32) -> HardwareFault { .powerStuck(host: host) }
    private func unauthorized(_ host: UInt32) -> HardwareFault { .bmcUnauthorized(host: host) }
    private func powerLoss(_ host: UInt32) -> HardwareFault { .powerLoss(host: host) }

    /// A cloud with a host that runs an image.
    private func provisioned(_ spec: String = "online: true") throws -> Fixture {
        var fixture = try Fixture(
            Fixture.host("spare", state: "available", spec: spec))
        try fixture.change {
            $0.spec.online = true
            $0.spec.image = Fixture.image()
        }
        fixture.run(.hours(1))
        #expect(try fixture.state() == .provisioned)
        return fixture
    }

    // MARK: Deletion

    @Test(arguments: [
        ("available", "online: false", ["powering off before delete", "deleting"]),
        ("preparing", "online: false", ["powering off before delete", "deleting"]),
        (
            "externally provisioned", "externallyProvisioned: true",
            ["powering off before delete", "deleting"]
        ),
    ])
    func aHostThatIsDeletedIsSwitchedOffFirst(state: String, spec: String, way: [String]) throws {
        var fixture = try Fixture(Fixture.host("spare", state: state, spec: spec))
        try fixture.delete(try fixture.host())
        fixture.run(.hours(1))
        #expect(fixture.states() == way)
        #expect(fixture.find("spare") == nil)
        #expect(try fixture.node() == nil)
        #expect(try fixture.equipment().phase == .off)
    }

    @Test func aHostThatIsDeletedInUseIsGivenBackFirst() throws {
        var fixture = try provisioned()
        try fixture.delete(try fixture.host())
        fixture.run(.hours(1))
        #expect(
            fixture.states().dropFirst(2) == ["deprovisioning", "powering off before delete", "deleting"])
        #expect(fixture.find("spare") == nil)
        #expect(try fixture.equipment().facts.distribution.isEmpty)
    }

    @Test func aHostThatIsDeletedWhileItIsProvisionedIsGivenBackFirst() throws {
        var fixture = try Fixture(Fixture.host("spare", state: "available"))
        try fixture.change { $0.spec.image = Fixture.image() }
        fixture.run(.minutes(10))
        #expect(try fixture.state() == .provisioning)
        try fixture.delete(try fixture.host())
        fixture.run(.hours(1))
        #expect(fixture.states().dropFirst() == ["deprovisioning", "powering off before delete", "deleting"])
        #expect(fixture.find("spare") == nil)
    }

    @Test func aHostThatIsDeletedInItsInspectionWaitsForItsEnd() throws {
        var fixture = try Fixture(Fixture.host("spare", spec: "online: false"))
        fixture.run(.minutes(3))
        #expect(try fixture.state() == .inspecting)
        try fixture.delete(try fixture.host())
        fixture.run(.hours(1))
        #expect(fixture.states().dropFirst(2) == ["powering off before delete", "deleting"])
        #expect(fixture.find("spare") == nil)
    }

    @Test(arguments: ["", "unmanaged", "registering"])
    func aHostThatWasNeverRegisteredGoesAtOnce(state: String) throws {
        var fixture = try Fixture(Fixture.host("spare", state: state, spec: "online: false"))
        try fixture.begin(unauthorized)
        if state != "registering" { try fixture.change { $0.spec.bmc = BMCDetails() } }
        if state.isEmpty {
            // Without its finalizer it would be gone before anything is done.
            try fixture.change { $0.metadata.finalizers = ["baremetalhost.metal3.io"] }
        } else {
            fixture.run(.minutes(1))
        }
        try fixture.delete(try fixture.host())
        fixture.run(.minutes(5))
        #expect(fixture.states() == ["deleting"])
        #expect(fixture.find("spare") == nil)
    }

    @Test func aDeletionGivesUpCleaningAfterThreeRetries() throws {
        var fixture = try provisioned()
        try fixture.begin(netboot)
        try fixture.delete(try fixture.host())
        fixture.run(.hours(6))
        #expect(fixture.find("spare") == nil)
        #expect(fixture.commands().count { $0 == "give back and clean" } == 4)
        #expect(
            fixture.states().dropFirst(2) == ["deprovisioning", "powering off before delete", "deleting"])
    }

    @Test func aDeletionGivesUpAHostThatCanNoLongerBeRegistered() throws {
        var fixture = try provisioned()
        try fixture.begin(unauthorized)
        var credential = try #require(
            fixture.world.objects(BareMetalHostCredential.self).first {
                $0.metadata.name == "spare-credentials"
            })
        credential.spec.username = .string("c")
        try fixture.put(credential)
        try fixture.delete(try fixture.host())
        fixture.run(.hours(2))
        #expect(fixture.states().dropFirst(2) == ["deprovisioning", "deleting"])
        #expect(fixture.commands().count { $0 == "register" } == 4)
        #expect(fixture.find("spare") == nil)
        // Nobody switched it off.
        #expect(try fixture.equipment().isRunning)
    }

    @Test func aDeletionGivesUpSwitchingOffAfterThreeRetries() throws {
        var fixture = try Fixture(Fixture.host("spare", state: "available"))
        fixture.run(.minutes(30))
        try fixture.begin(stuck)
        try fixture.delete(try fixture.host())
        fixture.run(.hours(2))
        #expect(fixture.find("spare") == nil)
        #expect(fixture.commands().count { $0 == "switch power off" } == 4)
        #expect(try fixture.equipment().phase != .off)
    }

    @Test func aHostThatIsNeverSwitchedOffKeepsItsPowerWhenItIsDeleted() throws {
        var fixture = try provisioned("disablePowerOff: true\n  online: true")
        try fixture.change { $0.metadata.annotations["baremetalhost.metal3.io/detached"] = "" }
        fixture.run(.minutes(5))
        try fixture.change { $0.metadata.annotations["baremetalhost.metal3.io/detached"] = nil }
        fixture.run(.minutes(20))
        #expect(try fixture.state() == .provisioned)
        try fixture.delete(try fixture.host())
        fixture.run(.hours(1))
        #expect(!fixture.commands().contains("switch power off"))
        #expect(fixture.find("spare") == nil)
    }

    // MARK: Detachment

    @Test func aDetachedHostIsLeftAloneAndTakenOverAgain() throws {
        var fixture = try provisioned()
        try fixture.change { $0.metadata.annotations["baremetalhost.metal3.io/detached"] = "" }
        fixture.run(.minutes(5))
        #expect(try fixture.host().status.operationalStatus == .detached)
        #expect(try fixture.node() == nil)
        try fixture.begin(powerLoss)
        try fixture.end(powerLoss)
        fixture.run(.hours(1))
        #expect(try fixture.equipment().phase == .off)
        try fixture.change { $0.metadata.annotations["baremetalhost.metal3.io/detached"] = nil }
        fixture.run(.hours(1))
        #expect(try fixture.host().status.operationalStatus == .ok)
        #expect(try fixture.node() == .active)
        #expect(try fixture.equipment().isRunning)
        #expect(fixture.states() == ["provisioning", "provisioned"])
    }

    @Test(arguments: ["provisioned", "externally provisioned", "available"])
    func aDetachedHostThatIsDeletedGoesAtOnceAndKeepsItsPower(state: String) throws {
        var fixture = try Fixture(
            Fixture.host(
                "spare", state: state,
                spec: state == "externally provisioned"
                    ? "online: true\n  externallyProvisioned: true" : "online: true"))
        fixture.run(.minutes(30))
        try fixture.change { $0.metadata.annotations["baremetalhost.metal3.io/detached"] = "" }
        fixture.run(.minutes(5))
        let phase = try fixture.equipment().phase
        try fixture.delete(try fixture.host())
        fixture.run(.minutes(5))
        #expect(fixture.states() == ["deleting"])
        #expect(fixture.find("spare") == nil)
        #expect(try fixture.equipment().phase == phase)
    }

    @Test func theDeletionOfADetachedHostCanBePutOff() throws {
        var fixture = try Fixture(Fixture.host("spare", state: "available", spec: "online: false"))
        try fixture.change {
            $0.metadata.annotations["baremetalhost.metal3.io/detached"] = #"{"deleteAction": "delay"}"#
        }
        fixture.run(.minutes(5))
        try fixture.delete(try fixture.host())
        fixture.run(.hours(1))
        #expect(try fixture.state() == .available)
        try fixture.change { $0.metadata.annotations["baremetalhost.metal3.io/detached"] = "" }
        fixture.run(.hours(1))
        #expect(fixture.find("spare") == nil)
    }

    @Test func aPausedHostIsNotLookedAt() throws {
        var fixture = try Fixture(
            Fixture.host(
                "spare", spec: "online: false",
                metadata: "annotations: {baremetalhost.metal3.io/paused: x}"))
        fixture.run(.hours(1))
        #expect(fixture.states() == [])
        try fixture.change { $0.metadata.annotations["baremetalhost.metal3.io/paused"] = nil }
        fixture.run(.hours(1))
        #expect(try fixture.state() == .available)
    }

    // MARK: Power

    @Test func aRebootSwitchesOffAndOnAgain() throws {
        var fixture = try provisioned()
        let boots = try fixture.equipment().facts.boots
        try fixture.change { $0.metadata.annotations["reboot.metal3.io"] = "" }
        fixture.run(.hours(1))
        #expect(try fixture.equipment().facts.boots == boots + 1)
        #expect(try fixture.host().metadata.annotations["reboot.metal3.io"] == nil)
        #expect(fixture.texts(LCMEntry.powerSeen, of: "spare").suffix(2) == ["off", "on"])
    }

    @Test func aRebootWithASuffixLastsAsLongAsItsAnnotation() throws {
        var fixture = try provisioned()
        try fixture.change { $0.metadata.annotations["reboot.metal3.io/me"] = "" }
        fixture.run(.hours(1))
        #expect(try fixture.equipment().phase == .off)
        try fixture.change { $0.metadata.annotations["reboot.metal3.io/me"] = nil }
        fixture.run(.hours(1))
        #expect(try fixture.equipment().isRunning)
    }

    @Test func aHostThatIsNeverSwitchedOffIsRestartedInstead() throws {
        var fixture = try provisioned("disablePowerOff: true\n  online: true")
        let boots = try fixture.equipment().facts.boots
        try fixture.change { $0.metadata.annotations["reboot.metal3.io"] = "" }
        fixture.run(.hours(1))
        #expect(fixture.commands().count { $0 == "reboot" } == 1)
        #expect(try fixture.equipment().facts.boots == boots + 1)
        #expect(throws: APIError.self) { try fixture.change { $0.spec.online = false } }
    }

    @Test func anAvailableHostIsRebootedOnlyByForce() throws {
        var fixture = try Fixture(Fixture.host("spare", state: "available"))
        fixture.run(.minutes(30))
        try fixture.change { $0.metadata.annotations["reboot.metal3.io"] = "" }
        fixture.run(.minutes(10))
        #expect(!fixture.commands().contains("switch power off"))
        try fixture.change { $0.metadata.annotations["reboot.metal3.io"] = #"{"force": true}"# }
        fixture.run(.minutes(10))
        #expect(fixture.commands().count { $0 == "switch power off" } == 1)
        #expect(try fixture.host().status.poweredOn)
    }

    @Test func powerIsSwitchedOffAsTheSpecSays() throws {
        var fixture = try provisioned()
        try fixture.change { $0.spec.online = false }
        fixture.run(.minutes(10))
        #expect(try fixture.equipment().phase == .off)
        #expect(try !fixture.host().status.poweredOn)
        #expect(try fixture.state() == .provisioned)
    }
}
