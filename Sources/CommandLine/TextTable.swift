/// Rows of text in columns as wide as their widest cell. Columns in which no row has anything are left out.
struct TextTable {
    private var head: [String]
    private var rightAligned: Set<Int>
    private var rows: [[String?]] = []

    /// Makes a table without rows; the columns of these numbers are aligned to the right.
    init(_ head: [String], rightAligned: Set<Int> = []) {
        self.head = head
        self.rightAligned = rightAligned
    }

    /// Adds a row; nil where nothing is known.
    mutating func add(_ row: [String?]) { rows.append(row) }

    /// The lines, each set in by two spaces.
    var lines: [String] {
        let columns = head.indices.filter { column in rows.contains { $0[column] != nil } }
        let cells = [head] + rows.map { row in row.map { $0 ?? "-" } }
        let widths = head.indices.map { column in cells.map { $0[column].count }.max() ?? 0 }
        return cells.map { row in
            var line = ""
            for column in columns {
                let space = String(repeating: " ", count: widths[column] - row[column].count)
                line += "  " + (rightAligned.contains(column) ? space + row[column] : row[column] + space)
            }
            while line.hasSuffix(" ") { line.removeLast() }
            return line
        }
    }
}
