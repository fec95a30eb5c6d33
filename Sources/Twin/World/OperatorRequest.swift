import Simulation

/// Something that the operator asks of an API server: on its way there, or to be made again.
struct OperatorRequest: Sendable {
    /// What it is.
    let request: Request
    /// How often it has failed.
    var failures = 0
    /// What comes to it when it arrives; nil until it is sent.
    var arrival: Arrival?

    /// What comes to a request that is on its way.
    struct Arrival: Sendable {
        /// What the operator is told; nil when all is well.
        var failure: String?
        /// Whether it is carried out.
        var isCarriedOut: Bool
    }

    /// A request that is about to be sent.
    init(_ request: Request) { self.request = request }

    /// How often the operator tries: guess. It is 16 h in all.
    static let limit = 100

    /// How long the operator waits after so many failures, from 1: 30 s, doubling, at most 10 min: guess.
    /// kubectl itself does not try again; it says what the API server has answered.
    static func delay(after failures: Int) -> SimDuration {
        min(.seconds(30 << Int64(min(failures - 1, 8))), .minutes(10))
    }
}
