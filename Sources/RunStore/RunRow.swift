import Foundation
import GRDB

/// A row of a run file, of which nothing is taken for granted.
struct RunRow {
    /// The values, in the order of the columns.
    let values: [DatabaseValue]

    /// The integer in `column`; nil when something else is there.
    func integer(_ column: Int) -> Int64? {
        if case .int64(let value) = values[column].storage { value } else { nil }
    }

    /// The number in `column` when it is in `range`.
    func number(_ column: Int, in range: ClosedRange<Int>) -> Int? {
        guard let value = integer(column), range.contains(Int(value)) else { return nil }
        return Int(value)
    }

    /// The text in `column`; nil when something else is there.
    func text(_ column: Int) -> String? {
        if case .string(let value) = values[column].storage { value } else { nil }
    }

    /// The bytes in `column`; nil when something else is there.
    func bytes(_ column: Int) -> [UInt8]? {
        if case .blob(let value) = values[column].storage { Array(value) } else { nil }
    }
}
