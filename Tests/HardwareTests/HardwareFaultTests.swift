import HardwareInterfaces
import Simulation
import Testing

@testable import HardwareSimulated

@Suite struct HardwareFaultTests {
    static let faults: [HardwareFault] = [
        .powerLoss(host: 0), .hang(host: 0), .slowBoot(host: 0, extra: .minutes(5)), .bootHang(host: 0),
        .itemFails(host: 0, item: "setup", times: 2), .runtimeHang(host: 0), .bmcUnreachable(host: 0),
        .kubeletStopped(host: 0), .agentStopped(host: 0), .slowPulls(host: 0, factor: 3),
        .managerLost(host: 0), .originSlow(.images, factor: 4),
        .bmcUnauthorized(host: 0), .network(.detached(host: 0)), .bootLoop(host: 0, after: .minutes(1)),
        .clockSkew(host: 0, offset: .hours(2)), .disk(host: 0, disk: "sda", .failed),
        .disk(host: 0, disk: "sda", .slow(factor: 3)), .disk(host: 0, disk: "sdb", .full),
        .disk(host: 0, disk: "sda", .readOnly), .network(.interfaceDown(host: 0, name: nil)),
        .network(.interfaceFlaps(host: 0, name: nil, period: .minutes(10))),
        .network(.interfaceLoses(host: 0, name: "eno2", percent: 90)),
        .network(.smallMTU(host: 0, name: "eno1")), .originDown(.images), .originCorrupt(.images),
        .network(.switchDown(.spine)), .network(.switchDown(.top(rack: Plant.noRack, isB: true))),
        .network(.switchDown(.management(rack: Plant.noRack))), .network(.rackDown(Plant.noRack)),
        .network(.feedDown(rack: nil, .a)),
        .network(
            .partition(
                NetworkCut(
                    from: NetworkGroup(hosts: [0]), to: NetworkGroup(hosts: [1, 2], services: [.mirror]),
                    isOneWay: true))),
    ]

    /// What the controller of a host does that has lost power: it switches it on again.
    private func switchOn(_ fixture: inout PlantFixture) {
        for host in 0..<4 where fixture.plant.hosts[host].phase == .off {
            fixture.send(.bmc(.setPower(.on)), to: host)
        }
        fixture.run(.hours(2))
    }

    @Test(arguments: faults)
    func beginAndEndRestoreThePlant(fault: HardwareFault) {
        var fixture = PlantFixture()
        let before = fixture.observable
        fixture.begin(fault)
        #expect(fixture.observable != before)
        fixture.end(fault)
        switchOn(&fixture)
        #expect(fixture.observable == before)
        fixture.begin(fault)
        fixture.run(.hours(2))
        #expect(fixture.observable != before)
        fixture.end(fault)
        switchOn(&fixture)
        #expect(fixture.observable == before)
    }

    @Test(arguments: faults)
    func aFaultThatIsOnTwiceIsOverAfterTheSecondEnd(fault: HardwareFault) {
        var fixture = PlantFixture()
        let before = fixture.observable
        fixture.begin(fault)
        fixture.begin(fault)
        fixture.end(fault)
        fixture.run(.hours(2))
        #expect(fixture.observable != before)
        fixture.end(fault)
        switchOn(&fixture)
        #expect(fixture.observable == before)
    }

    @Test func aHangLastsUntilItsLastFaultIsOver() {
        var fixture = PlantFixture()
        for _ in 0..<2 {
            fixture.begin(.hang(host: 0))
            fixture.begin(.runtimeHang(host: 1))
        }
        fixture.end(.hang(host: 0))
        fixture.end(.runtimeHang(host: 1))
        fixture.run(.hours(1))
        #expect(fixture.plant.hosts[0].phase == .hung)
        #expect(fixture.plant.runtimes[1].phase == .hung)
        fixture.end(.hang(host: 0))
        fixture.end(.runtimeHang(host: 1))
        fixture.run(.hours(1))
        #expect(fixture.plant.hosts[0].phase == .running)
        #expect(fixture.plant.runtimes[1].phase == .running)
    }

    @Test func theEndOfOneHangLeavesTheOther() {
        var fixture = PlantFixture()
        fixture.begin(.hang(host: 0))
        fixture.begin(.bootHang(host: 0))
        fixture.end(.bootHang(host: 0))
        fixture.run(.hours(1))
        #expect(fixture.plant.hosts[0].phase == .hung)
        fixture.end(.hang(host: 0))
        fixture.run(.hours(1))
        #expect(fixture.plant.hosts[0].phase == .running)
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func overlappingFaultsRestoreThePlantOnceAllAreOver(seed: UInt64) {
        var fixture = PlantFixture()
        let before = fixture.observable
        let stream = RandomStream(seed: seed).derive("faults")
        var on: [HardwareFault] = []
        for step in 0..<60 as Range<UInt64> {
            if on.isEmpty || stream.chance(1, in: 2, step * 4) {
                on.append(Self.faults[Int(stream.below(UInt64(Self.faults.count), step * 4 + 1))])
                fixture.begin(on[on.count - 1])
            } else {
                fixture.end(on.remove(at: Int(stream.below(UInt64(on.count), step * 4 + 1))))
            }
            if stream.chance(1, in: 4, step * 4 + 2) { fixture.send(.bmc(.setPower(.on))) }
            fixture.run(.seconds(Int64(stream.below(600, step * 4 + 3))))
        }
        for fault in on { fixture.end(fault) }
        switchOn(&fixture)
        #expect(fixture.observable == before)
    }

    @Test func theEndOfAPowerLossLeavesAHostOffThatWasOff() {
        var fixture = PlantFixture()
        fixture.send(.bmc(.setPower(.off)))
        fixture.run(.minutes(1))
        let before = fixture.observable
        fixture.begin(.powerLoss(host: 0))
        fixture.run(.minutes(1))
        fixture.end(.powerLoss(host: 0))
        fixture.run(.hours(1))
        #expect(fixture.observable == before)
    }

    @Test func faultsOfOneHostLeaveTheOthers() {
        for fault in Self.faults.prefix(19) {
            var fixture = PlantFixture()
            func others() -> [String] { Array(fixture.observable[3..<12]) }
            let before = others()
            fixture.begin(fault)
            fixture.run(.hours(1))
            #expect(others() == before, "\(fault)")
        }
    }

    @Test func everyFaultIsJournalled() {
        var fixture = PlantFixture()
        for fault in Self.faults {
            let count = fixture.kernel.journal.count
            fixture.begin(fault)
            #expect(fixture.kernel.journal.count > count, "\(fault)")
        }
    }
}
