import HardwareInterfaces
import Simulation
import Testing

@testable import HardwareSimulated

@Suite struct IronicTests {
    private let image = SystemImage(
        url: "http://images/jammy.qcow2", distribution: "ubuntu/jammy", kernel: "5.15", node: "w9", cluster: 1
    )

    private func ask(
        _ command: IronicCommand, _ fixture: inout PlantFixture, _ host: Int, for duration: SimDuration
    ) -> Result<EquipmentReply, EquipmentError>? {
        let operation = fixture.send(.ironic(command), to: host)
        fixture.run(duration)
        return fixture.result(operation)
    }

    private func success(_ reply: IronicReply) -> Result<EquipmentReply, EquipmentError> {
        .success(.ironic(reply))
    }

    private func failure(_ error: IronicError) -> Result<EquipmentReply, EquipmentError> {
        .failure(.ironic(error))
    }

    /// A plant with a spare host that is enrolled and available.
    private func available() -> (fixture: PlantFixture, host: Int) {
        var fixture = PlantFixture()
        let host = fixture.addSpare("spare")
        #expect(
            ask(.register(credentials: "1"), &fixture, host, for: .minutes(1)) == success(.state(.manageable))
        )
        #expect(ask(.inspect, &fixture, host, for: .hours(1)) == success(.state(.manageable)))
        #expect(
            ask(.prepare(cleaning: true), &fixture, host, for: .hours(1)) == success(.state(.available)))
        #expect(fixture.plant.hosts[host].phase == .off)
        return (fixture, host)
    }

    @Test func aBareHostBecomesANodeOfItsCluster() {
        var (fixture, host) = available()
        let start = fixture.kernel.now
        let deploy = fixture.send(.ironic(.deploy(image)), to: host)
        fixture.run(.hours(1))
        #expect(fixture.result(deploy) == success(.state(.active)))
        // The power is asked for and switched, POST, ramdisk, the image; the boot of the system is not
        // waited for.
        let expected = SimDuration.seconds(1 + 1 + 300 + 180 + 150)
        #expect(fixture.answer(deploy).map { $0.time - start } == expected)
        #expect(fixture.plant.hosts[host].isRunning)
        #expect(fixture.plant.hosts[host].facts.distribution == "ubuntu/jammy")
        #expect(fixture.plant.host(named: "w9", cluster: 1, fixture.kernel)?.name == "spare")
        let up = (start - .zero).wholeSeconds + expected.wholeSeconds + 300 + 150
        #expect(fixture.timeline.last == "\(up) host \(host) up")
        // Nothing is installed that could run containers.
        #expect(!fixture.plant.areContainersRunning(UInt32(host)))
    }

    @Test func whatIsGivenBackIsCleanedAndServesNobody() {
        var (fixture, host) = available()
        #expect(ask(.deploy(image), &fixture, host, for: .hours(1)) == success(.state(.active)))
        #expect(ask(.undeploy(cleaning: true), &fixture, host, for: .hours(1)) == success(.state(.available)))
        #expect(fixture.plant.hosts[host].phase == .off)
        #expect(fixture.plant.hosts[host].facts.distribution.isEmpty)
        #expect(fixture.plant.host(named: "w9", cluster: 1, fixture.kernel) == nil)
    }

    @Test func withoutCleaningTheOldSystemStaysOnTheDisk() {
        var (fixture, host) = available()
        _ = ask(.deploy(image), &fixture, host, for: .hours(1))
        #expect(
            ask(.undeploy(cleaning: false), &fixture, host, for: .hours(1)) == success(.state(.available)))
        #expect(ask(.setPower(.on), &fixture, host, for: .hours(1)) == success(.power(.on)))
        #expect(fixture.plant.hosts[host].isRunning)
    }

    @Test func aBMCThatDoesNotAnswerFailsTheRegistrationAfterItsTimeout() {
        var fixture = PlantFixture()
        let host = fixture.addSpare("spare")
        fixture.begin(.bmcUnreachable(host: UInt32(host)))
        let operation = fixture.send(.ironic(.register(credentials: "1")), to: host)
        fixture.run(.hours(1))
        #expect(fixture.result(operation) == failure(.bmc(.unreachable)))
        #expect(fixture.answerTime(operation) == .seconds(1 + 166))
        #expect(fixture.plant.ironic[host].state == .enroll)
        fixture.end(.bmcUnreachable(host: UInt32(host)))
        #expect(
            ask(.register(credentials: "1"), &fixture, host, for: .hours(1)) == success(.state(.manageable)))
    }

    @Test func wrongCredentialsFailTheRegistrationAtOnce() {
        var fixture = PlantFixture()
        let host = fixture.addSpare("spare")
        fixture.begin(.bmcUnauthorized(host: UInt32(host)))
        #expect(
            ask(.register(credentials: "1"), &fixture, host, for: .seconds(2)) == failure(.bmc(.unauthorized))
        )
    }

    @Test func aRamdiskThatNeverCallsBackFailsTheInspectionAfterHalfAnHour() {
        var fixture = PlantFixture()
        let host = fixture.addSpare("spare")
        _ = ask(.register(credentials: "1"), &fixture, host, for: .minutes(1))
        fixture.begin(.netbootFails(host: UInt32(host)))
        let start = fixture.kernel.now
        let operation = fixture.send(.ironic(.inspect), to: host)
        fixture.run(.hours(1))
        #expect(fixture.result(operation) == failure(.noCallback(.inspectWait)))
        #expect(fixture.answer(operation).map { $0.time - start } == .seconds(2 + 1800))
        #expect(fixture.plant.ironic[host].state == .inspectFailed)
        #expect(fixture.plant.hosts[host].phase == .unbootable)
    }

    @Test func aWrongBootDeviceLetsTheOldSystemRunInsteadOfTheRamdisk() {
        var (fixture, host) = available()
        _ = ask(.deploy(image), &fixture, host, for: .hours(1))
        fixture.begin(.wrongBootDevice(host: UInt32(host)))
        #expect(
            ask(.undeploy(cleaning: true), &fixture, host, for: .hours(1)) == failure(.noCallback(.cleanWait))
        )
        #expect(fixture.plant.ironic[host].state == .cleanFailed)
        // The node is a ghost: released, and running as before.
        #expect(fixture.plant.hosts[host].isRunning)
        #expect(fixture.plant.host(named: "w9", cluster: 1, fixture.kernel) != nil)
    }

    @Test func aPowerOutageInTheRamdiskEndsTheDeploymentByTimeout() {
        var (fixture, host) = available()
        let operation = fixture.send(.ironic(.deploy(image)), to: host)
        fixture.run(.minutes(9))
        #expect(fixture.plant.hosts[host].phase == .ramdisk)
        fixture.begin(.powerLoss(host: UInt32(host)))
        fixture.end(.powerLoss(host: UInt32(host)))
        fixture.run(.hours(1))
        #expect(fixture.result(operation) == failure(.noCallback(.deploying)))
        #expect(fixture.plant.ironic[host].state == .deployFailed)
        #expect(ask(.deploy(image), &fixture, host, for: .hours(1)) == success(.state(.active)))
    }

    @Test func powerThatIsStuckIsGivenUpAfterAMinute() {
        var fixture = PlantFixture()
        fixture.begin(.powerStuck(host: 0))
        let operation = fixture.send(.ironic(.setPower(.off)), to: 0)
        fixture.run(.minutes(5))
        #expect(fixture.result(operation) == failure(.powerStuck))
        #expect(fixture.answerTime(operation) == .seconds(2 + 60))
        fixture.end(.powerStuck(host: 0))
        #expect(ask(.setPower(.off), &fixture, 0, for: .minutes(1)) == success(.power(.off)))
        #expect(fixture.plant.hosts[0].phase == .off)
    }

    @Test func aLyingBMCTellsTheOpposite() {
        var fixture = PlantFixture()
        fixture.begin(.bmcLies(host: 0))
        #expect(ask(.readPower, &fixture, 0, for: .minutes(1)) == success(.power(.off)))
        fixture.end(.bmcLies(host: 0))
        #expect(ask(.readPower, &fixture, 0, for: .minutes(1)) == success(.power(.on)))
    }

    @Test func aSlowBMCTakesAsManyTimesLonger() {
        var fixture = PlantFixture()
        fixture.begin(.bmcSlow(host: 0, factor: 10))
        let operation = fixture.send(.ironic(.readPower), to: 0)
        fixture.run(.minutes(1))
        #expect(fixture.answerTime(operation) == .seconds(10))
    }

    @Test func anotherCommandFindsTheNodeLockedAndTheSameOneGoesOn() {
        var fixture = PlantFixture()
        let host = fixture.addSpare("spare")
        _ = ask(.register(credentials: "1"), &fixture, host, for: .minutes(1))
        let first = fixture.send(.ironic(.inspect), to: host)
        fixture.run(.minutes(1))
        #expect(ask(.readPower, &fixture, host, for: .zero) == failure(.locked))
        let second = fixture.send(.ironic(.inspect), to: host)
        fixture.run(.hours(1))
        #expect(fixture.result(first) == nil)
        #expect(fixture.result(second) == success(.state(.manageable)))
        #expect(fixture.answerTime(second) == .seconds(60 + 1 + 1 + 300 + 180 + 90 + 1))
    }

    @Test func whatTheStateDoesNotAllowIsRefusedByItsName() {
        var fixture = PlantFixture()
        let host = fixture.addSpare("spare")
        #expect(ask(.deploy(image), &fixture, host, for: .zero) == failure(.unknownNode))
        _ = ask(.register(credentials: "1"), &fixture, host, for: .minutes(1))
        #expect(ask(.deploy(image), &fixture, host, for: .zero) == failure(.wrongState(.manageable)))
        #expect(
            ask(.undeploy(cleaning: true), &fixture, host, for: .zero) == failure(.wrongState(.manageable)))
    }

    @Test func ironicThatIsDownIsFoundUnavailable() {
        var fixture = PlantFixture()
        fixture.begin(.ironicDown)
        #expect(ask(.readPower, &fixture, 0, for: .zero) == failure(.unavailable))
        fixture.end(.ironicDown)
        #expect(ask(.readPower, &fixture, 0, for: .hours(1)) == success(.power(.on)))
    }

    @Test func aBMCThatIsBackBetweenTwoAttemptsIsReached() {
        var fixture = PlantFixture()
        fixture.begin(.bmcUnreachable(host: 0))
        let operation = fixture.send(.ironic(.readPower), to: 0)
        fixture.run(.seconds(40))
        fixture.end(.bmcUnreachable(host: 0))
        fixture.run(.minutes(5))
        #expect(fixture.result(operation) == success(.power(.on)))
        #expect(fixture.answerTime(operation) == .seconds(1 + 2 * 34))
    }

    @Test func givingBackEndsADeploymentThatWaitsForTheRamdiskOnly() {
        var (fixture, host) = available()
        let deploy = fixture.send(.ironic(.deploy(image)), to: host)
        fixture.run(.minutes(5))
        #expect(fixture.plant.ironic[host].state == .waitCallBack)
        #expect(ask(.undeploy(cleaning: true), &fixture, host, for: .hours(1)) == success(.state(.available)))
        #expect(fixture.result(deploy) == failure(.aborted))
        _ = fixture.send(.ironic(.deploy(image)), to: host)
        fixture.run(.minutes(9))
        #expect(fixture.plant.ironic[host].state == .deploying)
        #expect(ask(.undeploy(cleaning: true), &fixture, host, for: .zero) == failure(.locked))
    }

    @Test func anAvailableNodeIsTakenBackAndPreparedAgain() {
        var (fixture, host) = available()
        #expect(ask(.manage, &fixture, host, for: .zero) == success(.state(.manageable)))
        #expect(ask(.manage, &fixture, host, for: .zero) == success(.state(.manageable)))
        #expect(ask(.prepare(cleaning: true), &fixture, host, for: .hours(1)) == success(.state(.available)))
    }

    @Test func aRebootSwitchesOffAndOn() {
        var fixture = PlantFixture()
        #expect(ask(.reboot, &fixture, 0, for: .minutes(1)) == success(.power(.on)))
        #expect(fixture.plant.hosts[0].phase == .posting)
        fixture.run(.hours(1))
        #expect(fixture.plant.hosts[0].isRunning)
    }

    @Test func aPanicRestartsTheHostByItself() {
        var fixture = PlantFixture()
        fixture.begin(.panic(host: 3))
        fixture.run(.hours(1))
        #expect(fixture.plant.hosts[3].isRunning)
        #expect(fixture.timeline.first == "0 host 3 down")
        #expect(fixture.timeline.contains("\(10 + 300 + 150) host 3 up"))
    }
}
