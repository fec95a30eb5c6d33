/// What is wrong with an answer: the place in it, and what stands there.
struct AnswerError: MalformedAnswer, Hashable {
    var message: String

    static func malformed(_ what: String) -> AnswerError { AnswerError(message: what) }
}
