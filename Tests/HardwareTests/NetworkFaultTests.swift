import HardwareInterfaces
import Simulation
import Testing

@testable import HardwareSimulated

/// What faults of interfaces, feeds and racks do over time.
@Suite struct NetworkFaultTests {
    private func fetch(_ megabytes: Int = 1_000) -> EquipmentCommand {
        .artifactMirror(.fetch(origin: .binaries, name: "agent", megabytes: megabytes, node: "w0"))
    }

    @Test func aFlappingLinkComesAndGoesUntilTheFaultIsOver() {
        var fixture = PlantFixture()
        let fault = HardwareFault.network(.interfaceFlaps(host: 3, name: nil, period: .minutes(2)))
        fixture.begin(fault)
        fixture.run(.seconds(250))
        let turns = ["0 network 3 down", "60 network 3 up", "120 network 3 down", "180 network 3 up"]
        #expect(fixture.timeline == turns + ["240 network 3 down"])
        fixture.end(fault)
        fixture.run(.hours(1))
        #expect(fixture.timeline.last == "250 network 3 up" && fixture.timeline.count == 6)
        #expect(fixture.kernel.queue.nextTime == nil, "nothing ticks any more")
    }

    @Test func aLinkThatFlapsIsNotMissedWhileItsBondHasAnother() {
        var fixture = PlantFixture()
        fixture.begin(.network(.interfaceFlaps(host: 3, name: "eno2", period: .minutes(2))))
        fixture.run(.minutes(30))
        #expect(fixture.timeline.isEmpty)
    }

    @Test func whoLosesEverythingIsHeardOfNoMoreAndWhoLosesNothingAlways() {
        for (percent, isHeard) in [(1, true), (100, false)] {
            var fixture = PlantFixture()
            let fault = HardwareFault.network(.interfaceLoses(host: 3, name: nil, percent: percent))
            fixture.begin(fault)
            fixture.run(.minutes(10))
            #expect(fixture.plant.hosts[3].links == (isHeard ? .all : [.mirror, .ironic]))
            fixture.end(fault)
            fixture.run(.minutes(10))
            #expect(fixture.plant.hosts[3].links == .all && fixture.kernel.queue.nextTime == nil)
        }
    }

    @Test func heavyLossLetsConnectionsLapseNowAndThen() {
        var fixture = PlantFixture()
        fixture.begin(.network(.interfaceLoses(host: 3, name: nil, percent: 70)))
        fixture.run(.hours(1))
        let downs = fixture.timeline.count { $0.hasSuffix("network 3 down") }
        // Each of 360 renewals fails with (1 - 0.3²)⁶ = 0.57; a silence begins after one that did not.
        #expect((60...120).contains(downs), "\(downs)")
    }

    /// SIGCOMM 1998, equation 30, computed with IEEE doubles.
    @Test(arguments: [(1, 0.000579), (10, 0.02187), (30, 0.2331)] as [(Int, Double)])
    func lossSlowsTransfersAsPadhyeSays(percent: Int, secondsPerSegment: Double) {
        let found = PacketLoss.duration(bytes: 1_448_000_000, percent: percent)
        let seconds = Double(found.nanoseconds) / 1e9 / 1_000_001
        #expect(abs(seconds / secondsPerSegment - 1) < 0.02, "\(seconds)")
    }

    @Test func aTransferOverALossyInterfaceTakesLonger() throws {
        var fixture = PlantFixture()
        fixture.begin(.network(.interfaceLoses(host: 3, name: nil, percent: 1)))
        let operation = fixture.send(fetch(100))
        fixture.run(.hours(1))
        #expect(fixture.result(operation) == .success(.artifactMirror(.fetched)))
        // 2 s would be the usual time; 69,061 segments take 0.58 ms each.
        let time = try #require(fixture.answerTime(operation))
        #expect(time > .seconds(38) && time < .seconds(42), "\(time)")
    }

    @Test func aTransferStandsStillWhereLargePacketsDoNotPass() {
        var fixture = PlantFixture()
        let running = fixture.send(fetch())
        fixture.run(.seconds(5))
        let fault = HardwareFault.network(.smallMTU(host: 3, name: nil))
        fixture.begin(fault)
        let later = fixture.send(fetch())
        fixture.run(.minutes(10))
        for operation in [running, later] {
            #expect(fixture.result(operation) == .failure(.artifactMirror(.stalled)))
            #expect(fixture.answerTime(operation) == .seconds(125))
        }
        #expect(fixture.timeline.isEmpty, "small packets pass")
        fixture.end(fault)
        let again = fixture.send(fetch())
        fixture.run(.minutes(10))
        #expect(fixture.result(again) == .success(.artifactMirror(.fetched)))
    }

    @Test func whoDoesNotReachTheMirrorFailsAfterAWhile() {
        var fixture = PlantFixture()
        let cut = NetworkCut(
            from: NetworkGroup(hosts: [3]), to: NetworkGroup(hosts: [], services: [.mirror]), isOneWay: false)
        fixture.begin(.network(.partition(cut)))
        let operation = fixture.send(fetch())
        fixture.run(.minutes(5))
        #expect(fixture.result(operation) == .failure(.artifactMirror(.connectionLost)))
        #expect(fixture.answerTime(operation) == .seconds(30))
    }

    @Test func aRackWithoutPowerHasNoSwitchesNorHostsNorBMCs() {
        var fixture = PlantFixture(racks: ["r0", "r1", "r1", "r0"])
        fixture.begin(.network(.rackDown("r1")))
        #expect([0, 1, 2, 3].map { fixture.plant.hosts[$0].phase == .off } == [false, true, true, false])
        #expect(!fixture.plant.network.isUp(.top(rack: "r1", isB: false)))
        #expect(fixture.plant.network.isUp(.top(rack: "r0", isB: false)))
        #expect(fixture.plant.bmcs[1].refusal == .unreachable && fixture.plant.bmcs[0].refusal == nil)
        // A power loss of one of them that ends meanwhile gives nothing back.
        fixture.begin(.powerLoss(host: 1))
        fixture.end(.powerLoss(host: 1))
        #expect(fixture.plant.bmcs[1].outages == 1)
        fixture.end(.network(.rackDown("r1")))
        #expect(fixture.plant.bmcs[1].refusal == nil && fixture.plant.network.isQuiet)
    }

    @Test func onlyHostsWithOneSupplyMissOneFeed() {
        var fixture = PlantFixture(racks: ["r0", "r0", "r0", "r0"], feeds: [.a, .b, .both, .both])
        fixture.begin(.network(.feedDown(rack: nil, .a)))
        #expect([0, 1, 2, 3].map { fixture.plant.hosts[$0].phase == .off } == [true, false, false, false])
        fixture.begin(.network(.feedDown(rack: "r0", .b)))
        #expect((0..<4).allSatisfy { fixture.plant.hosts[$0].phase == .off })
        fixture.end(.network(.feedDown(rack: nil, .a)))
        #expect((0..<4).map { fixture.plant.bmcs[$0].outages } == [0, 1, 0, 0])
        fixture.end(.network(.feedDown(rack: "r0", .b)))
        #expect((0..<4).allSatisfy { fixture.plant.bmcs[$0].outages == 0 })
    }
}
