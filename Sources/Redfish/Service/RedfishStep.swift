package import HardwareInterfaces

/// What is to be done next for a request. Whoever carries it out does the waiting.
package enum RedfishStep: Sendable {
    /// Answer.
    case answer(RedfishResponse)
    /// Ask the BMC of a host, then go on.
    case ask(BMCCommand, host: Int, next: @Sendable (BMCReply) -> RedfishStep)
    /// Ask what time it is, then go on.
    case clock(next: @Sendable (String) -> RedfishStep)
    /// Open a stream of events for a user.
    case listen(user: String)

    /// Refuse.
    static func refuse(_ problem: RedfishProblem) -> RedfishStep { .answer(problem.response) }
}
