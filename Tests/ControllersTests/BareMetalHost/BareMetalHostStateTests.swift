import Kubernetes
import Simulation
import Testing

@testable import Controllers

@Suite struct BareMetalHostStateTests {
    /// The rows: the state, then those that may follow it.
    static let rows: [(BareMetalHostState, Set<BareMetalHostState>)] = [
        (.none, [.unmanaged, .registering, .deleting]),
        (.unmanaged, [.registering, .deleting]),
        (.registering, [.externallyProvisioned, .preparing, .inspecting, .deleting]),
        (.inspecting, [.preparing, .poweringOffBeforeDelete]),
        (.preparing, [.available, .poweringOffBeforeDelete]),
        (
            .available,
            [
                .externallyProvisioned, .inspecting, .preparing, .provisioning, .poweringOffBeforeDelete,
                .deleting,
            ]
        ),
        (.provisioning, [.provisioned, .deprovisioning]),
        (.provisioned, [.deprovisioning, .deleting]),
        (.deprovisioning, [.available, .poweringOffBeforeDelete, .deleting]),
        (.externallyProvisioned, [.provisioned, .poweringOffBeforeDelete, .deleting]),
        (.poweringOffBeforeDelete, [.deleting]),
        (.deleting, []), (.ready, []), (.matchProfile, []),
    ]

    @Test func everyStateHasARow() {
        #expect(Set(Self.rows.map(\.0)) == Set(BareMetalHostState.allCases))
    }

    @Test(arguments: rows.indices)
    func statesFollowEachOtherAsTheTableSays(row: Int) {
        let (state, legal) = Self.rows[row]
        for next in BareMetalHostState.allCases {
            #expect(BareMetalHostState.table.allows(state, next) == legal.contains(next), "\(state) \(next)")
            guard legal.contains(next) else { continue }
            var entered = state
            entered.enter(next)
            #expect(entered == next)
        }
    }

    @Test(arguments: rows.indices)
    func everyIllegalTransitionTrapsAndNamesBoth(row: Int) async {
        let (state, legal) = Self.rows[row]
        for next in BareMetalHostState.allCases where !legal.contains(next) {
            let column = BareMetalHostState.allCases.firstIndex(of: next) ?? 0
            let result = await #expect(
                processExitsWith: .failure, observing: [\.standardErrorContent]
            ) { [row = row as Int, column = column as Int] in
                var state = BareMetalHostStateTests.rows[row].0
                state.enter(BareMetalHostState.allCases[column])
            }
            let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
            let names = [state, next].map { $0 == .none ? "none" : $0.rawValue }
            #expect(text.contains("from \(names[0]) to \(names[1])"))
        }
    }

    @Test func everyStateOfTodayIsReachedFromTheFirst() {
        var reached: Set<BareMetalHostState> = [.none]
        for _ in BareMetalHostState.allCases {
            for (state, legal) in Self.rows where reached.contains(state) { reached.formUnion(legal) }
        }
        #expect(reached == Set(BareMetalHostState.allCases.map(\.modern)))
    }
}
