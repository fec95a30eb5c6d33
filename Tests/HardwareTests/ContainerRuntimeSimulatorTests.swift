import HardwareInterfaces
import Simulation
import Testing

@testable import HardwareSimulated

@Suite struct ContainerRuntimeSimulatorTests {
    @Test func anUpgradeRestartsTheContainers() {
        var fixture = PlantFixture()
        let operation = fixture.send(.containerRuntime(.upgrade(version: "25.0")))
        fixture.run(.minutes(10))
        #expect(fixture.result(operation) == .success(.containerRuntime(.version("25.0"))))
        #expect(fixture.answerTime(operation) == .seconds(165))
        #expect(fixture.timeline == ["120 containers 0 down", "165 containers 0 up"])
    }

    @Test func anUpgradeToTheVersionThatRunsRestartsNothing() {
        var fixture = PlantFixture()
        let operation = fixture.send(.containerRuntime(.upgrade(version: "23.0")))
        fixture.run(.minutes(10))
        #expect(fixture.result(operation) == .success(.containerRuntime(.version("23.0"))))
        #expect(fixture.timeline.isEmpty)
    }

    @Test func theQuorumFollowsTheContainersOfTheManagers() {
        var fixture = PlantFixture()
        fixture.send(.containerRuntime(.upgrade(version: "25.0")), to: 0)
        fixture.run(.seconds(10))
        fixture.send(.containerRuntime(.upgrade(version: "25.0")), to: 1)
        fixture.send(.containerRuntime(.upgrade(version: "25.0")), to: 3)
        fixture.run(.minutes(10))
        #expect(
            fixture.timeline.filter { $0.contains("quorum") } == ["130 quorum lost", "165 quorum regained"])
        #expect(fixture.plant.engines[0].hasQuorum)
    }

    @Test func imagesArePulledOneByOne() {
        var fixture = PlantFixture()
        let operation = fixture.send(.containerRuntime(.pull(release: "1", count: 20)))
        fixture.run(.minutes(5))
        #expect(fixture.result(operation) == .success(.containerRuntime(.pulled)))
        #expect(fixture.answerTime(operation) == .minutes(2))
    }

    @Test func aHungRuntimeStandsStillUntilTheFaultIsOver() {
        var fixture = PlantFixture()
        let pull = fixture.send(.containerRuntime(.pull(release: "1", count: 20)))
        fixture.run(.seconds(10))
        fixture.begin(.runtimeHang(host: 0))
        let refused = fixture.send(.containerRuntime(.readVersion))
        #expect(fixture.result(refused) == .failure(.containerRuntime(.unreachable)))
        fixture.run(.seconds(50))
        fixture.end(.runtimeHang(host: 0))
        fixture.run(.minutes(5))
        #expect(fixture.timeline == ["10 containers 0 down", "60 containers 0 up"])
        #expect(fixture.result(pull) == .success(.containerRuntime(.pulled)))
    }

    @Test func aRebootCuresAHungRuntime() {
        var fixture = PlantFixture()
        fixture.begin(.runtimeHang(host: 0))
        fixture.send(.host(.reboot))
        fixture.run(.minutes(20))
        #expect(
            fixture.timeline == [
                "0 containers 0 down", "0 host 0 down", "540 host 0 up", "585 containers 0 up",
            ])
        fixture.end(.runtimeHang(host: 0))
        #expect(fixture.plant.runtimes[0].phase == .running)
    }
}
