import HardwareInterfaces
import Simulation
import Testing

@testable import HardwareSimulated

/// The managers that have the quorum are those by whom hosts are heard.
@Suite struct QuorumSideTests {
    private func cut(_ one: [UInt32], from others: [UInt32], isOneWay: Bool = false) -> HardwareFault {
        let (one, others) = (NetworkGroup(hosts: one), NetworkGroup(hosts: others))
        return .network(.partition(NetworkCut(from: one, to: others, isOneWay: isOneWay)))
    }

    @Test func aHostThatReachesOnlyADeadManagerIsNotHeard() {
        var fixture = PlantFixture(managers: 3, workers: 2)
        fixture.begin(.hang(host: 0))
        fixture.begin(cut([4], from: [1, 2]))
        #expect(fixture.timeline.last == "0 network 4 down")
        #expect(fixture.plant.engines[0].hasQuorum && fixture.plant.hosts[3].isConnected)
    }

    @Test func aManagerThatDiesInAPartitionTakesItsHearersWithIt() {
        var fixture = PlantFixture(managers: 3, workers: 2)
        let cut = cut([4], from: [1, 2])
        fixture.begin(cut)
        #expect(fixture.timeline.isEmpty, "it reaches the first manager")
        fixture.begin(.managerLost(host: 0))
        #expect(fixture.timeline == ["0 network 4 down"])
        #expect(fixture.plant.hosts[0].isConnected, "its kubelet reaches the two others")
        fixture.end(.managerLost(host: 0))
        #expect(fixture.timeline.last == "0 network 4 up")
        fixture.end(cut)
        #expect(fixture.timeline.count == 2 && fixture.plant.network.isQuiet)
    }

    @Test func aManagerThatIsUpgradedInAPartitionIsHeardByWayOfTheOthers() {
        var fixture = PlantFixture(managers: 5, workers: 2)
        fixture.begin(cut([6], from: [1, 2, 3, 4]))
        let upgrade = fixture.send(.kubernetesEngine(.upgrade(node: "m0", version: "3.8")))
        fixture.run(.minutes(12))
        #expect(fixture.timeline == ["720 network 6 down"])
        fixture.run(.minutes(2))
        #expect(fixture.timeline == ["720 network 6 down", "810 network 6 up"])
        #expect(fixture.result(upgrade) == .success(.kubernetesEngine(.upgraded(node: "m0", version: "3.8"))))
    }

    @Test func theLastManagersOfASideStayAndOneOutsideOfItMayGo() {
        var fixture = PlantFixture(managers: 3, workers: 1)
        fixture.begin(cut([2], from: [0, 1]))
        let inside = fixture.send(.kubernetesEngine(.remove(node: "m0")))
        fixture.run(.minutes(1))
        let left = EngineHealth(managers: 2, reachable: 1)
        #expect(fixture.result(inside) == .failure(.kubernetesEngine(.noQuorum(left))))
        let outside = fixture.send(.kubernetesEngine(.remove(node: "m2")))
        fixture.run(.minutes(1))
        #expect(fixture.result(outside) == .success(.kubernetesEngine(.removed(node: "m2"))))
    }

    /// Nothing is stale after anything that happens: looked at again, everybody reaches what they reached.
    @Test(arguments: 0..<30 as Range<UInt64>)
    func lookingAgainFindsNothingNew(seed: UInt64) {
        var fixture = PlantFixture(managers: 5, workers: 4, racks: ["r0", "r1", "r2"])
        let stream = RandomStream(seed: seed).derive("sides")
        var draws: UInt64 = 0
        func below(_ bound: Int) -> Int {
            draws += 1
            return Int(stream.below(UInt64(bound), draws))
        }
        func group() -> [UInt32] { (0..<9).filter { _ in below(3) == 0 } }
        var on: [HardwareFault] = []
        for step in 0..<60 {
            let host = UInt32(below(9))
            if on.count > 4 || !on.isEmpty && below(3) == 0 {
                fixture.end(on.remove(at: below(on.count)))
            } else {
                let fault: HardwareFault =
                    switch below(7) {
                    case 0: .hang(host: host)
                    case 1: .managerLost(host: UInt32(below(5)))
                    case 2: .runtimeHang(host: host)
                    case 3: .network(.detached(host: host))
                    case 4: .network(.rackDown(["r0", "r1", "r2"][below(3)]))
                    default: cut(group(), from: group(), isOneWay: below(2) == 0)
                    }
                on.append(fault)
                fixture.begin(fault)
            }
            for host in fixture.plant.hosts.indices where fixture.plant.hosts[host].phase == .off {
                fixture.send(.bmc(.setPower(.on)), to: host)
            }
            if below(3) == 0 { fixture.run(.minutes(Int64(below(12)))) }
            let before = fixture.observable
            let side = fixture.plant.engines[0].quorumSide
            fixture.plant.reviewLinks(fixture.plant.network.hosts(rack: nil), &fixture.kernel)
            #expect(fixture.observable == before, "step \(step): \(on)")
            #expect(fixture.plant.engines[0].hasQuorum == (side.count >= 3))
        }
    }
}
