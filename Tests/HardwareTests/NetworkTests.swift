import HardwareInterfaces
import Simulation
import Testing

@testable import HardwareSimulated

@Suite struct NetworkTests {
    @Test func managersWithoutNetworkAreMissingFromTheQuorumThoughTheyRun() {
        var fixture = PlantFixture()
        fixture.begin(.network(.detached(host: 0)))
        #expect(fixture.timeline == ["0 network 0 down"])
        fixture.begin(.network(.detached(host: 1)))
        #expect(fixture.timeline.last == "0 quorum lost")
        #expect(fixture.plant.areContainersRunning(0) && fixture.plant.areContainersRunning(1))
        fixture.end(.network(.detached(host: 0)))
        #expect(fixture.timeline.suffix(2) == ["0 network 0 up", "0 quorum regained"])
    }

    @Test func twoCutsAreOverWithTheSecondOnly() {
        var fixture = PlantFixture()
        fixture.begin(.network(.detached(host: 3)))
        fixture.begin(.network(.detached(host: 3)))
        fixture.end(.network(.detached(host: 3)))
        #expect(fixture.timeline == ["0 network 3 down"])
        fixture.end(.network(.detached(host: 3)))
        #expect(fixture.timeline.last == "0 network 3 up")
    }

    @Test func aTransferToAHostThatIsCutOffBreaksOffAndOthersGetTheArtifact() {
        var fixture = PlantFixture()
        func fetch(_ node: String) -> EquipmentCommand {
            .artifactMirror(.fetch(origin: .binaries, name: "agent", megabytes: 1000, node: node))
        }
        let lost = fixture.send(fetch("w0"))
        let other = fixture.send(fetch("m0"))
        fixture.run(.seconds(5))
        fixture.begin(.network(.detached(host: 3)))
        #expect(fixture.result(lost) == .failure(.artifactMirror(.connectionLost)))
        fixture.run(.minutes(5))
        // 16 s from the origin, 4 s from the proxy: the fetch that w0 began goes on for m0.
        #expect(fixture.result(other) == .success(.artifactMirror(.fetched)))
        #expect(fixture.answerTime(other) == .seconds(20))
    }

    @Test func aTransferFromTheProxyBreaksOffToo() {
        var fixture = PlantFixture()
        let fetch = EquipmentCommand.artifactMirror(
            .fetch(origin: .binaries, name: "agent", megabytes: 1000, node: "w0"))
        fixture.send(fetch)
        fixture.run(.minutes(1))
        let second = fixture.send(fetch)
        fixture.run(.seconds(1))
        fixture.begin(.network(.detached(host: 3)))
        #expect(fixture.result(second) == .failure(.artifactMirror(.connectionLost)))
    }
}
