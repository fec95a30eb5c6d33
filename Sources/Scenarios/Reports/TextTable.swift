/// Columns of text, aligned.
struct TextTable {
    /// Where the text of a column stands.
    enum Side {
        case left
        case right
    }

    private let sides: [Side]
    private var rows: [[String]] = []

    init(_ sides: [Side]) { self.sides = sides }

    mutating func add(_ row: String...) { rows.append(row) }

    /// The lines, each indented, without blanks at their ends.
    func lines(indent: Int = 2) -> [String] {
        let widths = sides.indices.map { column in
            rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
        }
        return rows.map { row in
            var line = String(repeating: " ", count: indent)
            for (column, cell) in row.enumerated() {
                let gap = String(repeating: " ", count: widths[column] - cell.count)
                line += sides[column] == .left ? cell + gap : gap + cell
                line += "  "
            }
            while line.last == " " { line.removeLast() }
            return line
        }
    }
}
