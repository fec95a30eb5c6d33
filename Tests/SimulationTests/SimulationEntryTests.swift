import Simulation
import Testing

@Suite struct SimulationEntryTests {
    @Test func wordsAreInTheKernelsRange() {
        #expect(SimulationEntry.allCases.allSatisfy { (1...99).contains($0.rawValue) })
        #expect(SimulationEntry.allCases.allSatisfy { $0.kind == EntryKind(rawValue: $0.rawValue) })
    }

    /// Stored runs hold these numbers.
    @Test func numbersStay() {
        #expect(SimulationEntry.allCases.map(\.rawValue) == Array(1...8))
        #expect(SimulationEntry.inboxTaken.rawValue == 8)
    }

    @Test func everyWordReads() {
        #expect(SimulationEntry.allCases.allSatisfy { !$0.template.isEmpty })
    }
}
