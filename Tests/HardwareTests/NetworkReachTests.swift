import HardwareInterfaces
import Simulation
import Testing

@testable import HardwareSimulated

/// Who reaches whom, and what of it hosts and managers feel.
@Suite struct NetworkReachTests {
    /// Three managers, one in each of the racks `r0`, `r1`, `r2`, and a worker with each.
    private func fixture() -> PlantFixture {
        PlantFixture(managers: 3, workers: 3, racks: ["r0", "r1", "r2"])
    }

    private func reaches(_ fixture: PlantFixture, _ one: UInt32, _ other: UInt32) -> Bool {
        fixture.plant.network.reaches(.host(one), .host(other))
    }

    @Test func aBondSurvivesOneInterfaceAndOneSwitchButNotBoth() {
        var fixture = fixture()
        let link = HardwareFault.network(.interfaceDown(host: 3, name: "eno1"))
        let other = HardwareFault.network(.switchDown(.top(rack: "r0", isB: true)))
        fixture.begin(link)
        #expect(reaches(fixture, 3, 1) && fixture.timeline.isEmpty)
        fixture.begin(other)
        // Its first interface has no link, and its second one is on the switch that is down.
        #expect(!reaches(fixture, 3, 1) && reaches(fixture, 0, 1))
        #expect(fixture.timeline == ["0 network 3 down"])
        fixture.end(link)
        #expect(reaches(fixture, 3, 1))
        fixture.end(other)
        #expect(fixture.timeline == ["0 network 3 down", "0 network 3 up"])
        #expect(fixture.plant.network.isQuiet)
    }

    @Test func theSpineJoinsRacksAndServices() {
        var fixture = PlantFixture(managers: 3, workers: 1, racks: ["r0", "r0", "r1", "r1"])
        fixture.begin(.network(.switchDown(.spine)))
        #expect(reaches(fixture, 0, 1) && !reaches(fixture, 1, 2))
        #expect(!fixture.plant.network.reaches(.host(0), .service(.mirror)))
        // BMCs have a network of their own.
        #expect(fixture.plant.network.reaches(.service(.ironic), .bmc(0)))
        // Two managers of three are in one rack: they go on, and the others are cut off from them.
        #expect(fixture.plant.engines[0].hasQuorum)
        #expect(fixture.timeline == ["0 network 2 down", "0 network 3 down"])
    }

    @Test func aOneWayPartitionStopsConnectionsOfOneSideOnly() {
        var fixture = fixture()
        let cut = NetworkCut(
            from: NetworkGroup(hosts: [4]), to: NetworkGroup(hosts: [5], services: [.management]),
            isOneWay: true)
        fixture.begin(.network(.partition(cut)))
        #expect(!reaches(fixture, 4, 5) && reaches(fixture, 5, 4))
        #expect(fixture.plant.hosts[4].links == [.cluster, .mirror, .ironic])
        #expect(fixture.timeline.isEmpty, "its kubelet speaks to its own API server")
        fixture.end(.network(.partition(cut)))
        #expect(fixture.plant.hosts[4].links == .all)
    }

    @Test func overlappingPartitionsEndEachByItself() {
        var fixture = fixture()
        let workers = NetworkGroup(hosts: [3])
        let wide = NetworkCut(from: workers, to: NetworkGroup(hosts: [0, 1, 2]), isOneWay: false)
        let narrow = NetworkCut(from: NetworkGroup(hosts: [0]), to: workers, isOneWay: false)
        for cut in [wide, narrow, narrow] { fixture.begin(.network(.partition(cut))) }
        #expect(fixture.timeline == ["0 network 3 down"])
        fixture.end(.network(.partition(wide)))
        #expect(fixture.timeline.last == "0 network 3 up", "two managers are enough to be heard")
        #expect(!reaches(fixture, 3, 0) && reaches(fixture, 3, 1))
        fixture.end(.network(.partition(narrow)))
        #expect(!reaches(fixture, 3, 0), "it was cut twice")
        fixture.end(.network(.partition(narrow)))
        #expect(reaches(fixture, 3, 0) && fixture.plant.network.isQuiet)
    }

    @Test func aManagerThatReachesNoMajorityIsOut() {
        var fixture = fixture()
        let one = NetworkGroup(hosts: [0])
        let cut = NetworkCut(from: one, to: NetworkGroup(hosts: [1, 2]), isOneWay: false)
        fixture.begin(.network(.partition(cut)))
        #expect(fixture.timeline == ["0 network 0 down"])
        #expect(fixture.plant.engines[0].hasQuorum)
        // The majority without one of its two is none.
        fixture.begin(.hang(host: 1))
        // Then the quorum is what is missing, and the first one is not called silent for the network.
        #expect(fixture.timeline.suffix(2) == ["0 network 0 up", "0 quorum lost"])
        fixture.end(.network(.partition(cut)))
        #expect(fixture.timeline.last == "0 quorum regained")
    }

    @Test func threeManagersApartHaveNoQuorumAndNobodyIsCalledSilentForIt() {
        var fixture = fixture()
        for (one, others) in [(0, [1, 2]), (1, [2])] as [(UInt32, [UInt32])] {
            fixture.begin(
                .network(
                    .partition(
                        NetworkCut(
                            from: NetworkGroup(hosts: [one]), to: NetworkGroup(hosts: others),
                            isOneWay: false))))
        }
        #expect(fixture.timeline == ["0 network 0 down", "0 network 0 up", "0 quorum lost"])
    }

    @Test func theBMCsOfARackHangOnItsManagementSwitch() {
        var fixture = fixture()
        fixture.begin(.network(.switchDown(.management(rack: "r1"))))
        let cut = fixture.send(.bmc(.readPower), to: 1)
        let other = fixture.send(.bmc(.readPower), to: 0)
        fixture.run(.minutes(1))
        #expect(fixture.result(cut) == nil && fixture.result(other) == .success(.bmc(.power(.on))))
        fixture.end(.network(.switchDown(.management(rack: "r1"))))
        let again = fixture.send(.bmc(.readPower), to: 1)
        fixture.run(.minutes(1))
        #expect(fixture.result(again) == .success(.bmc(.power(.on))))
    }

    /// The network, said otherwise: the matrix of all pairs, made of the faults that are on.
    private func matrix(_ faults: [NetworkFault], racks: [String]) -> [[Bool]] {
        let count = racks.count
        func carries(_ host: Int, _ number: Int) -> Bool {
            !faults.contains { fault in
                switch fault {
                case .detached(let other): Int(other) == host
                case .interfaceDown(let other, let name):
                    Int(other) == host && (name ?? "eno\(number + 1)") == "eno\(number + 1)"
                case .switchDown(.top(let rack, let isB)): rack == racks[host] && isB == (number == 1)
                case .rackDown(let rack): rack == racks[host]
                default: false
                }
            }
        }
        let isSpineUp = !faults.contains(.switchDown(.spine))
        return (0..<count).map { one in
            (0..<count).map { other in
                guard one != other else { return true }
                let isUp = [one, other].allSatisfy { host in (0..<2).contains { carries(host, $0) } }
                let isCut = faults.contains {
                    guard case .partition(let cut) = $0 else { return false }
                    let (from, to) = (NetworkEndpoint.host(UInt32(one)), NetworkEndpoint.host(UInt32(other)))
                    return cut.from.contains(from) && cut.to.contains(to)
                        || !cut.isOneWay && cut.from.contains(to) && cut.to.contains(from)
                }
                return isUp && !isCut && (isSpineUp || racks[one] == racks[other])
            }
        }
    }

    @Test(arguments: 0..<30 as Range<UInt64>)
    func networkIsTheMatrixOfAllPairs(seed: UInt64) {
        let racks = ["r0", "r1", "r0", "r2", "r1", "r0", "r2"]
        var fixture = PlantFixture(managers: 3, workers: 4, racks: racks)
        let before = fixture.observable
        let stream = RandomStream(seed: seed)
        var draws: UInt64 = 0
        func below(_ bound: Int) -> Int {
            draws += 1
            return Int(stream.below(UInt64(bound), draws))
        }
        func group() -> NetworkGroup { NetworkGroup(hosts: (0..<7).filter { _ in below(3) == 0 }) }
        var on: [NetworkFault] = []
        for _ in 0..<40 {
            if on.count > 5 || !on.isEmpty && below(3) == 0 {
                fixture.end(.network(on.remove(at: below(on.count))))
            } else {
                let fault: NetworkFault =
                    switch below(6) {
                    case 0: .detached(host: UInt32(below(7)))
                    case 1: .interfaceDown(host: UInt32(below(7)), name: ["eno1", "eno2", nil][below(3)])
                    case 2: .switchDown(.top(rack: racks[below(7)], isB: below(2) == 0))
                    case 3: .switchDown(.spine)
                    case 4: .partition(NetworkCut(from: group(), to: group(), isOneWay: below(2) == 0))
                    default: .rackDown(racks[below(7)])
                    }
                on.append(fault)
                fixture.begin(.network(fault))
            }
            let expected = matrix(on, racks: racks)
            let found = (0..<7).map { one in
                (0..<7).map { reaches(fixture, UInt32(one), UInt32($0)) }
            }
            #expect(found == expected, "\(on)")
        }
        for fault in on { fixture.end(.network(fault)) }
        for host in 0..<7 where fixture.plant.hosts[host].phase == .off {
            fixture.send(.bmc(.setPower(.on)), to: host)
        }
        fixture.run(.hours(2))
        #expect(fixture.observable == before)
    }
}
