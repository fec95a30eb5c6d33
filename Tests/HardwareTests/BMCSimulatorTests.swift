import HardwareInterfaces
import Simulation
import Testing

@testable import HardwareSimulated

@Suite struct BMCSimulatorTests {
    private func answer(
        _ command: BMCCommand, _ fixture: inout PlantFixture
    ) -> Result<EquipmentReply, EquipmentError>? {
        let operation = fixture.send(.bmc(command))
        fixture.run(.seconds(2))
        return fixture.result(operation)
    }

    @Test func powerIsReadAndSwitched() {
        var fixture = PlantFixture()
        #expect(answer(.readPower, &fixture) == .success(.bmc(.power(.on))))
        #expect(answer(.setPower(.off), &fixture) == .success(.bmc(.power(.off))))
        #expect(answer(.setPower(.off), &fixture) == .success(.bmc(.power(.off))))
        #expect(answer(.readPower, &fixture) == .success(.bmc(.power(.off))))
        #expect(fixture.plant.runtimes[0].phase == .stopped)
        #expect(answer(.setPower(.on), &fixture) == .success(.bmc(.power(.on))))
        #expect(fixture.plant.hosts[0].phase == .posting)
        #expect(answer(.setPower(.on), &fixture) == .success(.bmc(.power(.on))))
        fixture.run(.minutes(20))
        #expect(fixture.plant.hosts[0].phase == .running)
        #expect(fixture.plant.hosts[0].facts.boots == 2)
    }

    @Test func aHungHostIsPowerCycled() {
        var fixture = PlantFixture()
        fixture.begin(.hang(host: 0))
        #expect(answer(.readPower, &fixture) == .success(.bmc(.power(.on))))
        #expect(answer(.setPower(.on), &fixture) == .success(.bmc(.power(.on))))
        #expect(fixture.plant.hosts[0].phase == .hung)
        _ = answer(.setPower(.off), &fixture)
        _ = answer(.setPower(.on), &fixture)
        fixture.run(.minutes(20))
        #expect(fixture.plant.hosts[0].phase == .running)
        fixture.end(.hang(host: 0))
        #expect(fixture.plant.hosts[0].phase == .running)
    }

    @Test func theBootDeviceIsKept() {
        var fixture = PlantFixture()
        let once = BootOverride(.pxe, .once)
        #expect(answer(.setBoot(once), &fixture) == .success(.bmc(.boot(once))))
        #expect(fixture.plant.bmcs[0].boot == once)
        #expect(fixture.plant.bmcs[1].boot == .none)
        let refused = answer(.setBoot(BootOverride(.setup, .once)), &fixture)
        #expect(refused == .failure(.bmc(.unsupported("boot from setup"))))
        #expect(fixture.plant.bmcs[0].boot == once)
    }

    @Test func anUnreachableBMCAnswersNothingAndDoesNothing() {
        var fixture = PlantFixture()
        fixture.begin(.bmcUnreachable(host: 0))
        #expect(answer(.setPower(.off), &fixture) == nil)
        #expect(fixture.plant.hosts[0].phase == .running)
        fixture.end(.bmcUnreachable(host: 0))
        #expect(answer(.readPower, &fixture) == .success(.bmc(.power(.on))))
    }

    @Test func wrongCredentialsAreRefused() {
        var fixture = PlantFixture()
        fixture.begin(.bmcUnauthorized(host: 0))
        #expect(answer(.setPower(.off), &fixture) == .failure(.bmc(.unauthorized)))
        #expect(fixture.plant.hosts[0].phase == .running)
        fixture.end(.bmcUnauthorized(host: 0))
        #expect(answer(.setPower(.off), &fixture) == .success(.bmc(.power(.off))))
    }
}
