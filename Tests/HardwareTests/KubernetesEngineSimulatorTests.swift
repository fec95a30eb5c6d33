import HardwareInterfaces
import Simulation
import Testing

@testable import HardwareSimulated

@Suite struct KubernetesEngineSimulatorTests {
    private func upgrade(_ node: String, _ version: String = "3.8") -> EquipmentCommand {
        .kubernetesEngine(.upgrade(node: node, version: version))
    }

    private func failed(_ error: KubernetesEngineError) -> Result<EquipmentReply, EquipmentError> {
        .failure(.kubernetesEngine(error))
    }

    private func upgraded(_ node: String) -> Result<EquipmentReply, EquipmentError> {
        .success(.kubernetesEngine(.upgraded(node: node, version: "3.8")))
    }

    private func versions(_ fixture: PlantFixture) -> [String] {
        fixture.plant.engines[0].members.map(\.version)
    }

    @Test func aManagerIsUpgradedWhileTheOthersKeepTheQuorum() {
        var fixture = PlantFixture()
        let operation = fixture.send(upgrade("m1"))
        fixture.run(.minutes(13))
        #expect(fixture.plant.engines[0].members.map(\.isServing) == [true, false, true, true])
        #expect(fixture.result(operation) == nil)
        fixture.run(.minutes(13))
        #expect(fixture.result(operation) == upgraded("m1"))
        #expect(fixture.answerTime(operation) == .seconds(720 + 90))
        #expect(versions(fixture) == ["3.7", "3.8", "3.7", "3.7"])
        #expect(fixture.timeline.isEmpty)
    }

    @Test func aWorkerIsUpgradedWithoutRestartingAManager() {
        var fixture = PlantFixture()
        let operation = fixture.send(upgrade("w0"))
        fixture.run(.minutes(13))
        #expect(fixture.result(operation) == upgraded("w0"))
        #expect(fixture.answerTime(operation) == .minutes(3))
    }

    @Test func anUpgradeThatWouldLoseTheQuorumIsRefused() {
        var fixture = PlantFixture()
        fixture.begin(.runtimeHang(host: 2))
        let operation = fixture.send(upgrade("m0"))
        fixture.run(.minutes(20))
        #expect(fixture.result(operation) == failed(.noQuorum(EngineHealth(managers: 3, reachable: 2))))
        #expect(fixture.plant.engines[0].hasQuorum)
        #expect(versions(fixture) == ["3.7", "3.7", "3.7", "3.7"])
        let worker = fixture.send(upgrade("w0"))
        fixture.run(.minutes(20))
        #expect(fixture.result(worker) == upgraded("w0"))
    }

    @Test func twoManagersOfThreeAreNotUpgradedAtOnce() {
        var fixture = PlantFixture()
        let (first, second) = (fixture.send(upgrade("m0")), fixture.send(upgrade("m1")))
        fixture.run(.minutes(20))
        let results = [fixture.result(first), fixture.result(second)]
        #expect(results.contains(failed(.noQuorum(EngineHealth(managers: 3, reachable: 2)))))
        #expect(versions(fixture).filter { $0 == "3.8" }.count == 1)
        #expect(!fixture.timeline.contains { $0.contains("quorum") })
    }

    @Test func twoManagersOfFiveMayBe() {
        var fixture = PlantFixture(managers: 5)
        let (first, second) = (fixture.send(upgrade("m0")), fixture.send(upgrade("m1")))
        fixture.run(.minutes(20))
        #expect(fixture.result(first) == upgraded("m0"))
        #expect(fixture.result(second) == upgraded("m1"))
    }

    @Test func aRepeatedUpgradeOfTheSameManagerIsSafe() {
        var fixture = PlantFixture()
        let first = fixture.send(upgrade("m0"))
        fixture.run(.seconds(30))
        let second = fixture.send(upgrade("m0"))
        fixture.run(.minutes(30))
        #expect(fixture.result(first) == upgraded("m0"))
        #expect(fixture.result(second) == upgraded("m0"))
        #expect(fixture.plant.engines[0].members[0].isServing)
    }

    @Test func anUpgradeWithoutQuorumIsRolledBackAfter20Minutes() {
        var fixture = PlantFixture()
        let operation = fixture.send(upgrade("m0"))
        fixture.run(.minutes(13))
        fixture.begin(.runtimeHang(host: 1))
        fixture.begin(.runtimeHang(host: 2))
        fixture.run(.hours(1))
        #expect(fixture.result(operation) == failed(.noQuorum(EngineHealth(managers: 3, reachable: 1))))
        #expect(fixture.answerTime(operation) == .seconds(720 + 90 + 1_200))
        #expect(versions(fixture)[0] == "3.7")
        #expect(fixture.plant.engines[0].members[0].isServing)
    }

    @Test func anUpgradeIsCompleteWhenTheQuorumIsBackWithin20Minutes() {
        var fixture = PlantFixture()
        let operation = fixture.send(upgrade("m0"))
        fixture.run(.minutes(13))
        fixture.begin(.runtimeHang(host: 1))
        fixture.begin(.runtimeHang(host: 2))
        fixture.run(.minutes(10))
        fixture.end(.runtimeHang(host: 1))
        fixture.run(.hours(1))
        #expect(fixture.result(operation) == upgraded("m0"))
    }

    @Test func aManagerThatComesBackLaterIsUpgradedThen() {
        var fixture = PlantFixture()
        let operation = fixture.send(upgrade("m0"))
        fixture.run(.minutes(13))
        fixture.begin(.runtimeHang(host: 0))
        fixture.run(.minutes(10))
        fixture.end(.runtimeHang(host: 0))
        fixture.run(.minutes(1))
        #expect(fixture.result(operation) == upgraded("m0"))
    }

    @Test func aManagerThatStaysDownEndsItsUpgrade() {
        var fixture = PlantFixture()
        let operation = fixture.send(upgrade("m0"))
        fixture.run(.minutes(13))
        fixture.begin(.powerLoss(host: 0))
        fixture.run(.hours(2))
        #expect(fixture.result(operation) == failed(.nodeDown))
        #expect(fixture.kernel.queue.count == 0)
        #expect(versions(fixture)[0] == "3.7")
        #expect(fixture.plant.engines[0].members[0].isServing)
    }

    @Test func anAbandonedUpgradeLeavesTheManagerServing() {
        var fixture = PlantFixture()
        let operation = fixture.send(upgrade("m0"))
        fixture.run(.minutes(13))
        fixture.plant.abandon(operation)
        fixture.run(.hours(1))
        #expect(fixture.result(operation) == nil)
        #expect(fixture.plant.engines[0].members[0].isServing)
        #expect(versions(fixture)[0] == "3.8")
        #expect(fixture.plant.operations.isEmpty && fixture.plant.abandoned.isEmpty)
    }

    @Test func unknownAndDownNodesAreToldApart() {
        var fixture = PlantFixture()
        fixture.begin(.powerLoss(host: 3))
        let (unknown, down) = (fixture.send(upgrade("x")), fixture.send(upgrade("w0")))
        fixture.run(.minutes(20))
        #expect(fixture.result(unknown) == failed(.unknownNode))
        #expect(fixture.result(down) == failed(.nodeDown))
    }

    @Test func withoutAQuorumOnlyHealthIsAnswered() {
        var fixture = PlantFixture()
        fixture.begin(.powerLoss(host: 0))
        fixture.begin(.powerLoss(host: 1))
        #expect(fixture.timeline.last == "0 quorum lost")
        let drain = fixture.send(.kubernetesEngine(.setAvailability(node: "w0", .drain)))
        let health = fixture.send(.kubernetesEngine(.readHealth))
        fixture.run(.seconds(2))
        let report = EngineHealth(managers: 3, reachable: 1)
        #expect(fixture.result(drain) == failed(.noQuorum(report)))
        #expect(fixture.result(health) == .success(.kubernetesEngine(.health(report))))
        #expect(fixture.plant.engines[0].members[3].availability == .active)
    }

    @Test func availabilityIsSetByNode() {
        var fixture = PlantFixture()
        let drain = fixture.send(.kubernetesEngine(.setAvailability(node: "w0", .drain)))
        fixture.run(.seconds(2))
        #expect(fixture.result(drain) == .success(.kubernetesEngine(.availability(node: "w0", .drain))))
        #expect(fixture.plant.engines[0].members.map(\.availability) == [.active, .active, .active, .drain])
    }

    @Test(arguments: [(1, 1), (2, 2), (3, 2), (4, 3), (5, 3), (7, 4)])
    func aQuorumIsAMajority(managers: Int, quorum: Int) {
        #expect(EngineHealth(managers: managers, reachable: managers).quorum == quorum)
        #expect(EngineHealth(managers: managers, reachable: quorum).hasQuorum)
        #expect(!EngineHealth(managers: managers, reachable: quorum - 1).hasQuorum)
        #expect(!EngineHealth(managers: managers, reachable: quorum).survivesLoss)
        #expect(EngineHealth(managers: managers, reachable: quorum + 1).survivesLoss)
    }
}

@Suite struct EngineMembershipTests {
    @Test func theFirstManagerBeginsTheEngineAndOthersNeedItsQuorum() {
        var fixture = PlantFixture(managers: 0, workers: 2)
        fixture.plant.engines[0] = KubernetesEngineSimulator(
            cluster: 1, nameID: fixture.kernel.names.intern("mosk"), members: [])
        let worker = fixture.send(.kubernetesEngine(.join(node: "w1", isManager: false, version: "3.7")))
        fixture.run(.hours(1))
        #expect(
            fixture.result(worker)
                == .failure(.kubernetesEngine(.noQuorum(EngineHealth(managers: 0, reachable: 0)))))
        let first = fixture.send(.kubernetesEngine(.join(node: "w0", isManager: true, version: "3.7")))
        fixture.run(.hours(1))
        #expect(fixture.result(first) == .success(.kubernetesEngine(.joined(node: "w0"))))
        #expect(fixture.timeline == ["4200 quorum regained", "4200 member 0 true"])
        fixture.send(.kubernetesEngine(.join(node: "w1", isManager: false, version: "3.7")))
        fixture.run(.hours(1))
        #expect(fixture.timeline.last == "\(7200 + 180) member 1 true")
    }

    @Test func aManagerThatLeavesNoLongerCounts() {
        var fixture = PlantFixture()
        fixture.begin(.powerLoss(host: 2))
        fixture.send(.kubernetesEngine(.remove(node: "m2")))
        fixture.run(.hours(1))
        #expect(fixture.timeline.last == "1 member 2 false")
        #expect(!fixture.plant.engines[0].members.contains { $0.host == 2 })
        // Of the two that are left, both are needed.
        fixture.begin(.powerLoss(host: 1))
        #expect(fixture.timeline.last == "3600 quorum lost")
    }

    @Test func aManagerStaysWithoutWhichTheOthersHaveNoMajority() {
        var fixture = PlantFixture()
        fixture.begin(.powerLoss(host: 2))
        let removal = fixture.send(.kubernetesEngine(.remove(node: "m1")))
        fixture.run(.hours(1))
        #expect(
            fixture.result(removal)
                == .failure(.kubernetesEngine(.noQuorum(EngineHealth(managers: 2, reachable: 1)))))
        #expect(fixture.plant.engines[0].members.contains { $0.host == 1 })
    }
}

extension KubernetesEngineSimulatorTests {
    @Test func nodesAndTheVersionAreToldWhereAMajorityAnswers() {
        var fixture = PlantFixture()
        fixture.begin(.managerLost(host: 2))
        let (nodes, version) = (
            fixture.send(.kubernetesEngine(.listNodes)), fixture.send(.kubernetesEngine(.readVersion))
        )
        fixture.run(.seconds(1))
        #expect(fixture.result(version) == .success(.kubernetesEngine(.version("3.7"))))
        guard case .success(.kubernetesEngine(.nodes(let list))) = fixture.result(nodes) else {
            Issue.record("no nodes are told")
            return
        }
        #expect(list.map(\.name) == ["m0", "m1", "m2", "w0"])
        #expect(list.map(\.isReachable) == [true, true, false, nil])
        #expect(EngineHealth(list) == EngineHealth(managers: 3, reachable: 2))
        fixture.begin(.managerLost(host: 1))
        let refused = fixture.send(.kubernetesEngine(.listNodes))
        fixture.run(.seconds(1))
        let health = EngineHealth(managers: 3, reachable: 1)
        #expect(fixture.result(refused) == .failure(.kubernetesEngine(.noQuorum(health))))
    }
}
