/// What can tell that an answer is not what was asked for.
protocol MalformedAnswer: Error, Sendable {
    /// The answer's place, and what is wrong there.
    static func malformed(_ what: String) -> Self
}
