/// Why a YAML file could not be read. It never holds text of a scalar, which may be secret; names of keys and
/// anchors may appear.
public struct YAMLError: Error, Equatable, Sendable {
    /// The file as named by the caller.
    public var file: String
    /// The line, counted from 1.
    public var line: Int
    /// The column in characters, counted from 1.
    public var column: Int
    /// What was wrong.
    public var problem: String
    /// The likely fix; may be empty.
    public var hint: String

    /// Makes an error.
    public init(file: String, line: Int, column: Int, problem: String, hint: String) {
        self.file = file
        self.line = line
        self.column = column
        self.problem = problem
        self.hint = hint
    }
}

extension YAMLError: CustomStringConvertible {
    /// `FILE:LINE:COLUMN: problem; hint`.
    public var description: String {
        "\(file):\(line):\(column): \(problem)" + (hint.isEmpty ? "" : "; \(hint)")
    }
}
