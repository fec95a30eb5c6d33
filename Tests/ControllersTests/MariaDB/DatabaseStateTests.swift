import Controllers
import Kubernetes
import Simulation
import Testing

/// What the start scripts agree on in their ConfigMap.
@Suite struct DatabaseStateTests {
    private let members = ["mariadb-server-0", "mariadb-server-2", "mariadb-server-10"]

    private func state(_ seqnos: [Int64], at times: [Int64] = [100, 100, 100]) -> DatabaseStateMap {
        var state = DatabaseStateMap(
            namespace: "openstack", members: members, at: Timestamp(unixSeconds: 0))
        for (index, member) in members.enumerated() {
            state.publish(
                member, uuid: "1", seqno: seqnos[index], isSafe: false,
                at: Timestamp(unixSeconds: times[index]))
        }
        return state
    }

    @Test func theHighestPositionWinsThenTheLowestOrdinal() {
        #expect(state([5, 7, 7]).chosen == "mariadb-server-2")
        #expect(state([5, 7, 8]).chosen == "mariadb-server-10")
        #expect(state([7, 7, 7]).chosen == "mariadb-server-0")
    }

    @Test func aStateOfFiftySecondsIsStale() {
        let state = state([1, 1, 1], at: [100, 151, 150])
        #expect(state.stale(at: Timestamp(unixSeconds: 149), age: .seconds(50)).isEmpty)
        #expect(state.stale(at: Timestamp(unixSeconds: 150), age: .seconds(50)) == ["mariadb-server-0"])
    }

    @Test func whatNobodyCanReadIsStaleAndUnknown() {
        var state = state([1, 1, 1])
        for key in state.map.spec.data.keys { state.map.spec.data[key] = "<redacted #1>" }
        #expect(state.members == members.sorted())
        #expect(state.stale(at: Timestamp(unixSeconds: 0), age: .seconds(50)).count == 3)
        #expect(members.allSatisfy { state.seqno($0) == -1 })
    }

    @Test func onlyTheDocumentedStatesFollowEachOther() {
        let legal = DatabaseState.allCases.flatMap { from in
            DatabaseState.allCases.filter { DatabaseState.table.allows(from, $0) }
                .map { "\(from.rawValue) \($0.rawValue)" }
        }
        #expect(legal == ["new init", "init live", "live reboot", "reboot live", "reboot reboot"])
    }
}
