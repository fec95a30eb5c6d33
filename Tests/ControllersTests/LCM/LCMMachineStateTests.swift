import Controllers
import Kubernetes
import Testing

@Suite struct LCMMachineStateTests {
    /// Rows and columns in the order of the cases; 1 where the column may follow the row.
    static let table = [
        "01111111", "00111111", "01011111", "01101111", "01110111", "01111011", "01111101", "01111110",
    ]

    static func isLegal(_ row: Int, _ column: Int) -> Bool { Array(table[row])[column] == "1" }

    @Test func statesFollowEachOtherAsTheTableSays() {
        for (row, from) in LCMMachineState.allCases.enumerated() {
            for (column, next) in LCMMachineState.allCases.enumerated() {
                #expect(from.allows(next) == Self.isLegal(row, column), "\(from) \(next)")
                guard Self.isLegal(row, column) else { continue }
                var state = from
                state.enter(next)
                #expect(state == next)
            }
        }
    }

    @Test(arguments: LCMMachineState.allCases.indices)
    func everyIllegalTransitionTrapsAndNamesBoth(row: Int) async {
        for column in LCMMachineState.allCases.indices where !Self.isLegal(row, column) {
            let result = await #expect(
                processExitsWith: .failure, observing: [\.standardErrorContent]
            ) { [row = row as Int, column = column as Int] in
                var state = LCMMachineState.allCases[row]
                state.enter(LCMMachineState.allCases[column])
            }
            let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
            let (from, next) = (
                LCMMachineState.allCases[row].rawValue, LCMMachineState.allCases[column].rawValue
            )
            #expect(text.contains("from \(from) to \(next)"))
        }
    }
}
