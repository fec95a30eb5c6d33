import HardwareInterfaces

/// What was answered to GETs of resources that follow from one answer of a BMC alone. A response holds for as
/// long as the BMC answers the same: it is asked each time.
struct RenderedAnswers: Sendable {
    /// A response, and what it was made of.
    struct Answer: Sendable {
        var target: RequestTarget
        var path: RedfishPath
        var command: BMCCommand
        var reply: BMCReply
        var response: RedfishResponse
    }

    private var answers: [String: Answer] = [:]
    private var bytes = 0
    /// How much is kept: guess. When it is reached, all are forgotten.
    static let limit = 64 << 20

    /// What was answered to a GET of a target.
    subscript(target: String) -> Answer? { answers[target] }

    /// Keeps an answer.
    mutating func keep(_ answer: Answer, for target: String) {
        if bytes > Self.limit { (answers, bytes) = ([:], 0) }
        let old = answers.updateValue(answer, forKey: target)
        if old == nil { bytes += target.utf8.count }
        bytes += answer.response.body.count - (old?.response.body.count ?? 0)
    }
}
