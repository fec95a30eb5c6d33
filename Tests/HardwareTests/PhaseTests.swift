import Simulation
import Testing

@testable import HardwareSimulated

@Suite struct PhaseTests {
    /// Rows and columns in the order of the cases; 1 where the column may follow the row.
    static let host = [
        "010000000", "101010011", "100110011", "100000010", "100001010", "100000110", "110000010",
        "110000000",
        "110000000",
    ]
    /// As above: stopped, starting, running, hung.
    static let runtime = ["0100", "1011", "1101", "1110"]

    @Test func hostPhasesFollowEachOtherAsTheTableSays() {
        for (row, from) in HostPhase.allCases.enumerated() {
            for (column, next) in HostPhase.allCases.enumerated() {
                let isLegal = Array(Self.host[row])[column] == "1"
                #expect(HostPhase.table.allows(from, next) == isLegal, "\(from) \(next)")
                if isLegal { HostPhase.table.check(from, next) }
            }
        }
    }

    @Test func runtimePhasesFollowEachOtherAsTheTableSays() {
        for (row, from) in ContainerRuntimePhase.allCases.enumerated() {
            for (column, next) in ContainerRuntimePhase.allCases.enumerated() {
                let isLegal = Array(Self.runtime[row])[column] == "1"
                #expect(ContainerRuntimePhase.table.allows(from, next) == isLegal, "\(from) \(next)")
                if isLegal { ContainerRuntimePhase.table.check(from, next) }
            }
        }
    }

    @Test(arguments: 0..<HostPhase.allCases.count)
    func everyIllegalTransitionOfAHostTraps(row: Int) async {
        for column in HostPhase.allCases.indices where Array(Self.host[row])[column] == "0" {
            await #expect(processExitsWith: .failure) { [row = row as Int, column = column as Int] in
                HostPhase.table.check(HostPhase.allCases[row], HostPhase.allCases[column])
            }
        }
    }

    @Test(arguments: 0..<ContainerRuntimePhase.allCases.count)
    func everyIllegalTransitionOfARuntimeTraps(row: Int) async {
        for column in ContainerRuntimePhase.allCases.indices where Array(Self.runtime[row])[column] == "0" {
            await #expect(processExitsWith: .failure) { [row = row as Int, column = column as Int] in
                ContainerRuntimePhase.table.check(
                    ContainerRuntimePhase.allCases[row], ContainerRuntimePhase.allCases[column])
            }
        }
    }

    @Test func everyPhaseCanBeLeftAndReached() {
        for phase in HostPhase.allCases {
            #expect(HostPhase.allCases.contains { HostPhase.table.allows(phase, $0) })
            #expect(HostPhase.allCases.contains { HostPhase.table.allows($0, phase) })
            #expect(phase == .off || HostPhase.table.allows(phase, .off))
        }
    }
}
