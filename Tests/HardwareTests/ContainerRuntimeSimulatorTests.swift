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

extension ContainerRuntimeSimulatorTests {
    private func facts(_ fixture: inout PlantFixture, host: Int) throws -> ContainerRuntimeFacts {
        let operation = fixture.send(.containerRuntime(.readFacts), to: host)
        fixture.run(.seconds(1))
        guard case .success(.containerRuntime(.facts(let facts))) = fixture.result(operation) else {
            throw NoAnswer()
        }
        return facts
    }

    private func containers(_ fixture: inout PlantFixture, host: Int) throws -> [RuntimeContainer] {
        let operation = fixture.send(.containerRuntime(.listContainers), to: host)
        fixture.run(.seconds(1))
        guard case .success(.containerRuntime(.containers(let list))) = fixture.result(operation) else {
            throw NoAnswer()
        }
        return list
    }

    private struct NoAnswer: Error {}

    @Test func factsAreThoseOfTheHostAndItsSwarm() throws {
        var fixture = PlantFixture(managers: 3, workers: 1)
        let manager = try facts(&fixture, host: 0)
        #expect(manager.version == "23.0" && manager.operatingSystem == "ubuntu/jammy")
        #expect(manager.swarm?.state == .active && manager.swarm?.isManager == true)
        #expect(manager.swarm?.nodes == 4 && manager.swarm?.managers == 3)
        let worker = try facts(&fixture, host: 3)
        #expect(worker.swarm == SwarmMembership(state: .active))
    }

    @Test func aManagerWithoutAMajorityFindsNoLeader() throws {
        var fixture = PlantFixture()
        for host in [1, 2] as [UInt32] { fixture.begin(.managerLost(host: host)) }
        let swarm = try #require(try facts(&fixture, host: 0).swarm)
        #expect(swarm.state == .pending && !swarm.isManager)
    }

    @Test func managersHaveMoreContainersThanWorkers() throws {
        var fixture = PlantFixture()
        let manager = try containers(&fixture, host: 0)
        let worker = try containers(&fixture, host: 3)
        #expect(worker.map(\.name) == ["ucp-kube-proxy", "ucp-kubelet", "ucp-proxy"])
        #expect(Set(worker.map(\.name)).isSubset(of: Set(manager.map(\.name))) && manager.count == 10)
        #expect(manager.allSatisfy { $0.state == .running && $0.image.hasSuffix(":3.7") })
        #expect(try facts(&fixture, host: 0).containers == .init(running: 10, paused: 0, stopped: 0))
    }

    @Test func theComponentsOfAManagerUnderUpgradeDoNotRun() throws {
        var fixture = PlantFixture()
        fixture.send(.kubernetesEngine(.upgrade(node: "m0", version: "3.8")))
        fixture.run(.minutes(12) + .seconds(30))
        #expect(try containers(&fixture, host: 0).allSatisfy { $0.state == .created })
        fixture.run(.minutes(5))
        let after = try containers(&fixture, host: 0)
        #expect(after.allSatisfy { $0.state == .running && $0.image.hasSuffix(":3.8") })
    }
}
