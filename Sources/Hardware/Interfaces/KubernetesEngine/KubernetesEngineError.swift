/// Why a Kubernetes engine did not do what it was asked.
public enum KubernetesEngineError: Error, Hashable, Codable, Sendable {
    /// No manager answers.
    case unreachable
    /// Fewer than a majority of managers answer, or would after what was asked.
    case noQuorum(EngineHealth)
    /// The node does not answer.
    case nodeDown
    /// The engine knows no such node.
    case unknownNode
    /// By the node's clock a certificate is not valid yet, or no more.
    case clockSkew
    /// An answer did not come in time, or not to its end.
    case timedOut
    /// It cannot prove that it is the engine of that name: the reason that TLS gives.
    case untrusted(String)
    /// It does not accept the credentials.
    case unauthorized
    /// The user may not do that: the engine's own words.
    case forbidden(String)
    /// Somebody else has changed the node meanwhile.
    case conflict
    /// It takes no more requests now; it may say for how many seconds.
    case busy(retryAfter: Int64?)
    /// Its API cannot be asked for that.
    case unsupported(String)
    /// It refused the request: its status code and its own words.
    case refused(status: Int, message: String)
    /// What it answered is not what its API allows.
    case malformed(String)

    /// In a few words.
    public var summary: String {
        switch self {
        case .unreachable: "no manager answers"
        case .noQuorum(let health):
            "quorum: \(health.reachable) of \(health.managers) managers answer, \(health.quorum) are needed"
        case .nodeDown: "the node does not answer"
        case .clockSkew: "by the node's clock its certificate is not valid"
        case .unknownNode: "the engine knows no such node"
        case .timedOut: "the engine did not answer in time"
        case .untrusted(let reason): "the engine does not prove who it is: \(reason)"
        case .unauthorized: "the engine refuses the credentials"
        case .forbidden(let message): "the user may not do that: \(message)"
        case .conflict: "the node was changed meanwhile"
        case .busy(nil): "the engine is busy"
        case .busy(let seconds?): "the engine is busy; it asks for \(seconds) s"
        case .unsupported(let what): "the engine's API cannot be asked for \(what)"
        case .refused(let status, let message): "the engine refused with status \(status): \(message)"
        case .malformed(let what): "the engine's answer is malformed: \(what)"
        }
    }
}
