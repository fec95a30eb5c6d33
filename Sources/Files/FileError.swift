/// Why a file could not be read or written: the path, what was wrong, and the likely fix.
public struct FileError: Error, Equatable, Sendable {
    /// The path as the user would name it.
    public var path: String
    /// What was wrong.
    public var problem: String
    /// The likely fix; may be empty.
    public var hint: String

    /// Makes an error.
    public init(path: String, problem: String, hint: String) {
        self.path = path
        self.problem = problem
        self.hint = hint
    }
}

extension FileError: CustomStringConvertible {
    /// `PATH: PROBLEM; HINT`.
    public var description: String { "\(path): \(problem)" + (hint.isEmpty ? "" : "; \(hint)") }
}
