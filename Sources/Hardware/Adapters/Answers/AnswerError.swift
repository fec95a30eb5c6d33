/// What is wrong with an answer: the place in it, and what stands there.
struct AnswerError: Error, Hashable, Sendable {
    var message: String
}
