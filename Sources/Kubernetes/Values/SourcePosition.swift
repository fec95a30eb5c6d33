/// The place in a file at which a value was written.
public struct SourcePosition: Equatable, Hashable, Sendable {
    /// The line, counted from 1; 0 when the value was made by the program.
    public var line: UInt32
    /// The column in characters, counted from 1; 0 when the value was made by the program.
    public var column: UInt32

    /// The position of a value that no file holds.
    public static let none = SourcePosition(line: 0, column: 0)

    /// Makes a position from a line and a column, both counted from 1.
    public init(line: UInt32, column: UInt32) {
        self.line = line
        self.column = column
    }

    /// Whether the value was read from a file.
    public var isKnown: Bool { line != 0 }
}

extension SourcePosition: CustomStringConvertible {
    /// `LINE:COLUMN`.
    public var description: String { "\(line):\(column)" }
}
