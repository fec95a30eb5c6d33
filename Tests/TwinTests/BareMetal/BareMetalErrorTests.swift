import Controllers
import HardwareInterfaces
import HardwareSimulated
import Kubernetes
import Simulation
import Testing
import Twin

/// What goes wrong on the way, how it is said, and that it is over when it is over.
@Suite struct BareMetalErrorTests {
    private typealias Fixture = BareMetalFixture

    private func unauthorized(_ host: UInt32) -> HardwareFault { .bmcUnauthorized(host: host) }
    private func unreachable(_ host: UInt32) -> HardwareFault { .bmcUnreachable(host: host) }
    private func netboot(_ host: UInt32) -> HardwareFault { .netbootFails(host: host) }
    private func wrongDevice(_ host: UInt32) -> HardwareFault { .wrongBootDevice(host: host) }
    private func stuck(_ host: UInt32) -> HardwareFault { .powerStuck(host: host) }

    @Test func wrongCredentialsAreARegistrationErrorTriedAgainLaterEachTime() throws {
        var fixture = try Fixture(Fixture.host("spare", spec: "online: false"))
        try fixture.begin(unauthorized)
        fixture.run(.minutes(1))
        var status = try fixture.host().status
        #expect(status.provisioning.state == .registering)
        #expect(status.operationalStatus == .error)
        #expect(status.errorType == .registration)
        #expect(status.errorMessage == "the BMC refuses the credentials")
        #expect(status.errorCount == 1)
        #expect(status.goodCredentials == CredentialsStatus())
        #expect(status.triedCredentials.credentials.name == "spare-credentials")
        // After 1 to 2, 2 to 4 and 4 to 8 minutes.
        fixture.run(.minutes(14))
        status = try fixture.host().status
        #expect((3...5).contains(status.errorCount))
        #expect(fixture.commands().count == Int(status.errorCount))
        try fixture.end(unauthorized)
        fixture.run(.hours(1))
        status = try fixture.host().status
        #expect(status.provisioning.state == .available)
        #expect(status.errorType == .none)
        #expect(status.errorMessage.isEmpty)
        #expect(status.errorCount == 0)
    }

    @Test func newCredentialsAreTriedAtOnceWithinTheState() throws {
        var fixture = try Fixture(Fixture.host("spare", state: "available", spec: "online: false"))
        fixture.run(.minutes(5))
        let before = try fixture.host().status.goodCredentials
        var credential = try #require(
            fixture.world.objects(BareMetalHostCredential.self).first {
                $0.metadata.name == "spare-credentials"
            })
        credential.spec.username = .string("c")
        try fixture.put(credential)
        fixture.run(.minutes(5))
        #expect(fixture.commands().contains("register"))
        #expect(fixture.states() == [])
        #expect(try fixture.host().status.goodCredentials != before)
        #expect(try fixture.host().status.operationHistory.register.end != nil)
    }

    @Test func credentialsThatDoNotExistAreSaidAndWaitedFor() throws {
        var fixture = try Fixture(Fixture.host("spare", spec: "online: false"))
        try fixture.change { $0.spec.bmc.credentialsName = "none-such" }
        fixture.run(.hours(1))
        #expect(try fixture.host().status.errorMessage == "the credentials none-such do not exist")
        #expect(try fixture.host().status.errorCount == 1)
        try fixture.put(
            BareMetalHostCredential(metadata: ObjectMeta(name: "none-such", namespace: "lab")))
        fixture.run(.hours(1))
        #expect(try fixture.state() == .available)
    }

    @Test func anInspectionFailsThatNeverGetsItsRamdisk() throws {
        var fixture = try Fixture(Fixture.host("spare", spec: "online: false"))
        try fixture.begin(netboot)
        fixture.run(.seconds(1_830))
        let status = try fixture.host().status
        #expect(status.provisioning.state == .inspecting)
        #expect(status.errorType == .inspection)
        #expect(status.errorMessage == "time-out in inspect wait: the ramdisk did not call back")
        #expect(try fixture.node() == .inspectFailed)
        try fixture.end(netboot)
        fixture.run(.hours(2))
        #expect(try fixture.state() == .available)
        #expect(fixture.states() == ["registering", "inspecting", "preparing", "available"])
    }

    @Test func aPreparationFailsThatCannotClean() throws {
        var fixture = try Fixture(Fixture.host("spare", state: "preparing", spec: "online: false"))
        try fixture.begin(netboot)
        fixture.run(.seconds(1_830))
        #expect(try fixture.host().status.errorType == .preparation)
        #expect(try fixture.node() == .cleanFailed)
        try fixture.end(netboot)
        fixture.run(.hours(2))
        #expect(fixture.states() == ["available"])
        #expect(try fixture.host().status.errorType == .none)
    }

    @Test func aFailedDeploymentIsTakenBackAndTriedAgain() throws {
        var fixture = try Fixture(Fixture.host("spare", state: "available"))
        try fixture.begin(netboot)
        try fixture.change { $0.spec.image = Fixture.image() }
        fixture.run(.seconds(1_830))
        #expect(try fixture.host().status.errorType == .provisioning)
        #expect(try fixture.host().status.provisioningFailCount == 1)
        #expect(try fixture.node() == .deployFailed)
        // A host can be given back that never got its ramdisk only once it gets one.
        try fixture.end(netboot)
        fixture.run(.hours(2))
        #expect(
            fixture.states() == [
                "provisioning", "deprovisioning", "available", "provisioning", "provisioned",
            ])
        let status = try fixture.host().status
        #expect(status.provisioningFailCount == 0)
        #expect(status.errorCount == 0)
        #expect(status.operationalStatus == .ok)
    }

    @Test func failuresOfOneImageAreCountedAndForgottenWithAnother() throws {
        var fixture = try Fixture(
            Fixture.host(
                "spare", state: "available", spec: "online: true\n  automatedCleaningMode: disabled"))
        try fixture.begin(netboot)
        try fixture.change { $0.spec.image = Fixture.image() }
        fixture.run(.hours(2))
        #expect(try fixture.host().status.provisioningFailCount >= 2)
        #expect(try fixture.host().status.lastAttemptedImage == Fixture.image())
        try fixture.change { $0.spec.image = Fixture.image("6.8.0") }
        try fixture.end(netboot)
        fixture.run(.hours(2))
        #expect(try fixture.state() == .provisioned)
        #expect(try fixture.host().status.lastAttemptedImage == Fixture.image("6.8.0"))
    }

    /// The old system runs on a host that was given back, because its cleaning never ran: the operator stays
    /// at it instead of calling the host available.
    @Test func aGhostIsKeptOutOfUseUntilItIsClean() throws {
        var fixture = try Fixture(
            Fixture.machine("cmp-99") + Fixture.host("spare", state: "available"))
        try fixture.change {
            $0.spec.image = Fixture.image()
            $0.spec.consumerRef = ConsumerReference()
            $0.spec.consumerRef?.name = "cmp-99"
        }
        fixture.run(.hours(1))
        try fixture.begin(wrongDevice)
        try fixture.change { $0.spec.image = nil }
        fixture.run(.seconds(1_830))
        #expect(try fixture.equipment().isRunning)
        let names = fixture.world.substrate.kernel.names
        #expect(names[fixture.world.substrate.estate.nodes[try fixture.index()].name] == "cmp-99")
        #expect(try fixture.state() == .deprovisioning)
        #expect(try fixture.host().status.errorType == .provisioning)
        #expect(try fixture.node() == .cleanFailed)
        try fixture.end(wrongDevice)
        fixture.run(.hours(4))
        #expect(try fixture.state() == .available)
        #expect(try fixture.equipment().facts.distribution.isEmpty)
        #expect(fixture.world.substrate.estate.nodes[try fixture.index()].name == .empty)
    }

    @Test func withoutCleaningAGhostComesBackWithThePower() throws {
        var fixture = try Fixture(
            Fixture.host("spare", state: "available", spec: "automatedCleaningMode: disabled"))
        try fixture.change {
            $0.spec.online = true
            $0.spec.image = Fixture.image()
        }
        fixture.run(.hours(1))
        try fixture.change { $0.spec.image = nil }
        fixture.run(.hours(1))
        #expect(try fixture.state() == .available)
        #expect(try fixture.equipment().isRunning)
    }

    @Test func powerThatIsStuckIsAnErrorOfItsOwn() throws {
        var fixture = try Fixture(Fixture.host("spare", state: "available", spec: "online: false"))
        fixture.run(.minutes(5))
        try fixture.begin(stuck)
        try fixture.change { $0.spec.online = true }
        fixture.run(.minutes(3))
        #expect(try fixture.host().status.errorType == .powerManagement)
        #expect(try fixture.host().status.operationalStatus == .error)
        try fixture.end(stuck)
        fixture.run(.hours(1))
        #expect(try fixture.host().status.poweredOn)
        #expect(try fixture.host().status.operationalStatus == .ok)
        #expect(try fixture.host().status.errorCount == 0)
    }

    @Test func ironicThatIsDownIsNoFaultOfTheHost() throws {
        var fixture = try Fixture(Fixture.host("spare", spec: "online: false"))
        try fixture.begin { _ in .ironicDown }
        fixture.run(.hours(1))
        #expect(try fixture.host().status.errorCount == 0)
        #expect(try fixture.state() == .registering)
        try fixture.end { _ in .ironicDown }
        fixture.run(.hours(1))
        #expect(try fixture.state() == .available)
    }

    @Test func atMostTwentyHostsAreWorkedOnAtATime() throws {
        let names = (1...25).map { "spare-\($0 < 10 ? "0" : "")\($0)" }
        var fixture = try Fixture(names.map { Fixture.host($0, spec: "online: false") }.joined())
        var (most, delayed) = (0, 0)
        for _ in 0..<60 {
            fixture.run(.seconds(30))
            let hosts = fixture.world.objects(BareMetalHost.self)
            let busy = fixture.world.plant.ironic.indices.count {
                [.inspecting, .inspectWait].contains(fixture.world.plant.ironic[$0].state)
            }
            most = max(most, busy)
            delayed = max(delayed, hosts.count { $0.status.operationalStatus == .delayed })
        }
        #expect(most == BareMetalHostController.provisioningLimit)
        #expect(delayed == 5)
        fixture.run(.hours(2))
        for name in names { #expect(try fixture.state(name) == .available) }
    }
}
