public import Kubernetes

/// Bad input: where, what was wrong, and the likely fix. Never holds text of a value, which may be secret.
public struct CloudError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file, as the user named it; empty when no file is to blame.
    public var file: String
    /// Line and column, from 1; 0 when not known.
    public var line: Int
    public var column: Int
    /// What was wrong.
    public var problem: String
    /// The likely fix; may be empty.
    public var hint: String

    /// Makes an error.
    public init(file: String = "", line: Int = 0, column: Int = 0, problem: String, hint: String = "") {
        self.file = file
        self.line = line
        self.column = column
        self.problem = problem
        self.hint = hint
    }

    /// An error of the YAML itself.
    public init(_ error: YAMLError) {
        self.init(
            file: error.file, line: error.line, column: error.column, problem: error.problem, hint: error.hint
        )
    }

    /// An error of a field in `file`.
    public init(_ error: FieldError, file: String) {
        self.init(
            file: file, line: Int(error.position.line), column: Int(error.position.column),
            problem: (error.path.isEmpty ? "" : "\(error.path): ") + error.problem, hint: error.hint)
    }

    /// `FILE:LINE:COLUMN: problem; hint`.
    public var description: String {
        var place = file.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\\n")
        if line > 0 { place += ":\(line):\(column)" }
        return (place.isEmpty ? "" : place + ": ") + problem + (hint.isEmpty ? "" : "; \(hint)")
    }
}
