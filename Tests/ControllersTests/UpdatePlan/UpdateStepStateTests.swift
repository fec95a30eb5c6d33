import Controllers
import Kubernetes
import Testing

@Suite struct UpdateStepStateTests {
    /// Rows and columns in the order of the cases; 1 where the column may follow the row.
    static let table = ["011000", "101000", "000111", "001001", "001001", "000000"]

    static func isLegal(_ row: Int, _ column: Int) -> Bool { Array(table[row])[column] == "1" }

    @Test func statesFollowEachOtherAsTheTableSays() {
        for (row, from) in UpdateStepState.allCases.enumerated() {
            for (column, next) in UpdateStepState.allCases.enumerated() {
                #expect(from.allows(next) == Self.isLegal(row, column), "\(from) \(next)")
                guard Self.isLegal(row, column) else { continue }
                var state = from
                state.enter(next)
                #expect(state == next)
            }
        }
    }

    @Test(arguments: UpdateStepState.allCases.indices)
    func everyIllegalTransitionTrapsAndNamesBoth(row: Int) async {
        for column in UpdateStepState.allCases.indices where !Self.isLegal(row, column) {
            let result = await #expect(
                processExitsWith: .failure, observing: [\.standardErrorContent]
            ) { [row = row as Int, column = column as Int] in
                var state = UpdateStepState.allCases[row]
                state.enter(UpdateStepState.allCases[column])
            }
            let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
            let (from, next) = (
                UpdateStepState.allCases[row].rawValue, UpdateStepState.allCases[column].rawValue
            )
            #expect(text.contains("from \(from) to \(next)"))
        }
    }
}
