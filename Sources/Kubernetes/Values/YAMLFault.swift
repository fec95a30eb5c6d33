/// What was wrong at a place of a file, before the file's name is added.
struct YAMLFault: Error {
    /// The place.
    var position: SourcePosition
    /// What was wrong.
    var problem: String
    /// The likely fix.
    var hint: String

    /// Makes a fault.
    init(_ position: SourcePosition, _ problem: String, _ hint: String) {
        self.position = position
        self.problem = problem
        self.hint = hint
    }

    /// The error for the caller.
    func error(in file: String) -> YAMLError {
        YAMLError(
            file: file, line: Int(position.line), column: Int(position.column), problem: problem, hint: hint)
    }
}
