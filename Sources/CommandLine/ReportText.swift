/// What the reports of devices have in common: facts, and tables under headings.
enum ReportText {
    /// Facts, a line each, those that are known.
    static func facts(_ facts: [(name: String, value: String?)]) -> [String] {
        facts.compactMap { name, value in
            value.map { "  \(name)" + String(repeating: " ", count: max(1, 15 - name.count)) + $0 }
        }
    }

    /// A table under its heading; nothing without rows.
    static func section(_ name: String, _ table: [String]) -> [String] {
        table.count < 2 ? [] : ["", name] + table
    }

    /// Words with commas; nil of none.
    static func list(_ words: [String]) -> String? { words.isEmpty ? nil : words.joined(separator: ", ") }

    /// Bytes in the decimal units of drives, with one place.
    static func size(_ bytes: Int64) -> String {
        var (unit, units) = ("bytes", ["kB", "MB", "GB", "TB", "PB"][...])
        guard bytes >= 1000 else { return "\(bytes) \(unit)" }
        var tenths = bytes / 100
        unit = units.removeFirst()
        while tenths >= 10_000, let next = units.popFirst() { (tenths, unit) = (tenths / 1000, next) }
        return "\(tenths / 10).\(tenths % 10) \(unit)"
    }

    /// Mbit/s, or Gbit/s where that is whole.
    static func speed(_ megabits: Int64) -> String {
        megabits % 1000 == 0 && megabits > 0 ? "\(megabits / 1000) Gbit/s" : "\(megabits) Mbit/s"
    }

    static func yes(_ isSo: Bool) -> String { isSo ? "yes" : "no" }
}
