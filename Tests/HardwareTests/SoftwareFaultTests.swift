import HardwareInterfaces
import Simulation
import Testing

@testable import HardwareSimulated

/// Faults of what runs on hosts, and of the origin of artifacts, in exact times.
@Suite struct SoftwareFaultTests {
    private func fetch(_ name: String = "image", origin: ArtifactOrigin = .images) -> EquipmentCommand {
        .artifactMirror(.fetch(origin: origin, name: name, megabytes: 1_000, node: "w0"))
    }

    @Test func slowOriginTakesItsFactorLongerForWhatIsLeft() {
        // 1 GB: 16 s from the origin, then 4 s to one host.
        var whole = PlantFixture()
        whole.begin(.originSlow(.images, factor: 3))
        let slow = whole.send(fetch())
        whole.run(.minutes(5))
        #expect(whole.answerTime(slow) == .seconds(52))

        var half = PlantFixture()
        let begun = half.send(fetch())
        half.run(.seconds(8))
        half.begin(.originSlow(.images, factor: 2))
        half.run(.minutes(5))
        #expect(half.answerTime(begun) == .seconds(8 + 16 + 4))

        var passing = PlantFixture()
        passing.begin(.originSlow(.images, factor: 4))
        let freed = passing.send(fetch())
        passing.run(.seconds(32))
        passing.end(.originSlow(.images, factor: 4))
        passing.run(.minutes(5))
        #expect(passing.answerTime(freed) == .seconds(32 + 8 + 4))
    }

    @Test func slowOriginLeavesTheOthers() {
        var fixture = PlantFixture()
        fixture.begin(.originSlow(.images, factor: 9))
        let other = fixture.send(fetch(origin: .packages))
        fixture.run(.minutes(5))
        #expect(fixture.answerTime(other) == .seconds(20))
    }

    @Test func slowPullTakesItsFactorLonger() {
        var fixture = PlantFixture()
        fixture.begin(.slowPulls(host: 3, factor: 5))
        let pull = EquipmentCommand.containerRuntime(.pull(release: "21", count: 10))
        let (slow, other) = (fixture.send(pull, to: 3), fixture.send(pull, to: 0))
        fixture.run(.minutes(10))
        #expect(fixture.answerTime(slow) == .seconds(300))
        #expect(fixture.answerTime(other) == .seconds(60))
    }

    @Test func factorsOfManyFaultsStayWithinBounds() {
        var fixture = PlantFixture()
        let faults: [HardwareFault] = [
            .slowPulls(host: 3, factor: 1000), .bmcSlow(host: 3, factor: .max),
            .disk(host: 3, disk: "sda", .slow(factor: .max)),
        ]
        for _ in 0..<7 { faults.forEach { fixture.begin($0) } }
        let commands: [EquipmentCommand] = [
            .containerRuntime(.pull(release: "21", count: 40)),
            .host(.run(name: "setup", version: "21", attempt: 1)),
        ]
        let sent = commands.map { fixture.send($0, to: 3) }
        let read = fixture.send(.bmc(.readPower), to: 3)
        fixture.run(.hours(24))
        #expect(fixture.result(read) != nil)
        #expect(sent.allSatisfy { fixture.result($0) == nil }, "as good as still")
        for _ in 0..<7 { faults.forEach { fixture.end($0) } }
        let pull = fixture.send(.containerRuntime(.pull(release: "21", count: 10)), to: 3)
        fixture.run(.minutes(10))
        #expect(fixture.answerTime(pull) == .hours(24) + .seconds(60), "and afterwards as fast as before")
    }

    @Test(arguments: [
        EquipmentCommand.host(.installPackages(distribution: "ubuntu/noble", kernel: "6.8")),
        .host(.run(name: "setup", version: "21", attempt: 1)),
        .containerRuntime(.upgrade(version: "25.0")), .containerRuntime(.pull(release: "21", count: 3)),
        .kubernetesEngine(.upgrade(node: "w0", version: "3.8")),
        .artifactMirror(.fetch(origin: .binaries, name: "x", megabytes: 10, node: "w0")),
    ])
    func itemFailsBeforeItChangesAnythingWhateverItAsks(command: EquipmentCommand) {
        var fixture = PlantFixture()
        let worker = 3
        let target =
            switch command {
            case .host, .containerRuntime, .bmc, .ironic: worker
            case .kubernetesEngine, .artifactMirror, .galera, .rabbitMQ, .compute: 0
            }
        let item = ItemRun(name: "item", host: UInt32(worker))
        let before = fixture.observable
        fixture.begin(.itemFails(host: UInt32(worker), item: "item", times: 1))
        let other = fixture.send(command, to: target, item: ItemRun(name: "another", host: UInt32(worker)))
        fixture.run(.hours(1))
        #expect(fixture.result(other) != .success(.host(.exited(1))))
        var fresh = PlantFixture()
        fresh.begin(.itemFails(host: UInt32(worker), item: "item", times: 1))
        let first = fresh.send(command, to: target, item: item)
        fresh.run(.hours(1))
        #expect(fresh.result(first) == .success(.host(.exited(1))))
        fresh.end(.itemFails(host: UInt32(worker), item: "item", times: 1))
        #expect(fresh.observable == before)
        let second = fresh.send(command, to: target, item: item)
        fresh.run(.hours(1))
        #expect(fresh.result(second) == fixture.result(other))
    }

    @Test func lostManagerIsMissingFromTheQuorumAndCannotBeUpgraded() {
        var fixture = PlantFixture()
        fixture.begin(.managerLost(host: 1))
        #expect(fixture.timeline.isEmpty)
        fixture.begin(.managerLost(host: 2))
        #expect(fixture.timeline == ["0 quorum lost"])
        fixture.end(.managerLost(host: 2))
        #expect(fixture.timeline == ["0 quorum lost", "0 quorum regained"])
        let upgrade = fixture.send(.kubernetesEngine(.upgrade(node: "m1", version: "3.8")))
        fixture.run(.hours(1))
        #expect(fixture.result(upgrade) == .failure(.kubernetesEngine(.nodeDown)))
        #expect(fixture.plant.areContainersRunning(1))
    }

    @Test func stoppedProcessesAreNoticedOnceHoweverManyFaultsThereAre() {
        var fixture = PlantFixture()
        for _ in 0..<2 {
            fixture.begin(.kubeletStopped(host: 3))
            fixture.begin(.agentStopped(host: 3))
        }
        fixture.end(.kubeletStopped(host: 3))
        fixture.end(.agentStopped(host: 3))
        #expect(fixture.timeline == ["0 kubelet 3 down", "0 agent 3 down"])
        fixture.end(.kubeletStopped(host: 3))
        fixture.end(.agentStopped(host: 3))
        #expect(
            fixture.timeline == ["0 kubelet 3 down", "0 agent 3 down", "0 kubelet 3 up", "0 agent 3 up"])
    }
}
