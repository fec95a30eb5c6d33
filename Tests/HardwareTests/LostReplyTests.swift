import HardwareInterfaces
import Simulation
import Testing

@testable import HardwareSimulated

@Suite struct LostReplyTests {
    static let onTheHost: [EquipmentCommand] = [
        .host(.installPackages(distribution: "ubuntu/noble", kernel: "6.8")),
        .host(.run(name: "node-config", version: "1", attempt: 1)), .host(.installAgent(version: "2")),
        .containerRuntime(.pull(release: "1", count: 200)), .containerRuntime(.upgrade(version: "25.0")),
    ]

    @Test(arguments: onTheHost)
    func whatRanOnAHostIsLostWithIt(command: EquipmentCommand) {
        var fixture = PlantFixture()
        let operation = fixture.send(command)
        fixture.run(.seconds(10))
        fixture.begin(.hang(host: 0))
        fixture.run(.hours(1))
        #expect(fixture.result(operation) == nil)
        #expect(fixture.plant.hosts[0].facts.installedKernel == "5.15")
        #expect(fixture.plant.runtimes[0].version == "23.0")
        #expect(fixture.plant.operations.isEmpty)
    }

    @Test(arguments: onTheHost)
    func whatRanBeforeABootDoesNotEndAfterIt(command: EquipmentCommand) {
        var fixture = PlantFixture()
        // Firmware and boot loader that are faster than what was running.
        for name in ["host.post", "host.boot", "mcr.start"] { fixture.set(name, .seconds(2)) }
        let operation = fixture.send(command)
        fixture.run(.seconds(1))
        fixture.begin(.powerLoss(host: 0))
        fixture.end(.powerLoss(host: 0))
        fixture.send(.bmc(.setPower(.on)))
        fixture.run(.seconds(10))
        #expect(fixture.plant.runtimes[0].phase == .running)
        fixture.run(.hours(1))
        #expect(fixture.result(operation) == nil)
        #expect(fixture.plant.hosts[0].facts.installedKernel == "5.15")
        #expect(fixture.plant.runtimes[0].version == "23.0")
        #expect(fixture.plant.operations.isEmpty)
    }

    @Test func aRestartingRuntimeLosesItsUpgradeWithTheHost() {
        var fixture = PlantFixture()
        let operation = fixture.send(.containerRuntime(.upgrade(version: "25.0")))
        fixture.run(.seconds(130))
        #expect(fixture.plant.runtimes[0].phase == .starting)
        fixture.begin(.powerLoss(host: 0))
        fixture.end(.powerLoss(host: 0))
        fixture.send(.bmc(.setPower(.on)))
        fixture.run(.hours(1))
        #expect(fixture.result(operation) == nil)
        #expect(fixture.plant.runtimes[0].version == "25.0")
        #expect(fixture.plant.operations.isEmpty)
    }

    @Test func aHostThatIsDownAnswersNothing() {
        var fixture = PlantFixture()
        fixture.begin(.powerLoss(host: 0))
        let host = fixture.send(.host(.readFacts))
        let runtime = fixture.send(.containerRuntime(.readVersion))
        let bmc = fixture.send(.bmc(.readPower))
        fixture.run(.hours(1))
        #expect(fixture.result(host) == nil)
        #expect(fixture.result(runtime) == .failure(.containerRuntime(.unreachable)))
        #expect(fixture.result(bmc) == nil)
        #expect(fixture.plant.operations.isEmpty)
    }

    @Test func anAbandonedCommandHasItsEffectAndNoAnswer() {
        var fixture = PlantFixture()
        let operation = fixture.send(.host(.installPackages(distribution: "ubuntu/noble", kernel: "6.8")))
        fixture.run(.seconds(10))
        fixture.plant.abandon(operation)
        fixture.run(.minutes(10))
        #expect(fixture.result(operation) == nil)
        #expect(fixture.plant.hosts[0].facts.installedKernel == "6.8")
        #expect(fixture.plant.operations.isEmpty && fixture.plant.abandoned.isEmpty)
        fixture.plant.abandon(operation)
        #expect(fixture.plant.abandoned.isEmpty)
    }
}

extension PlantFixture {
    /// Gives a timing another duration.
    mutating func set(_ name: String, _ duration: SimDuration) {
        kernel.timings.set(
            Timing(name: name, median: duration, spreadMillionths: 0, certainty: .exact, source: "test"))
        kernel.timings.draw(kernel.random)
    }
}
