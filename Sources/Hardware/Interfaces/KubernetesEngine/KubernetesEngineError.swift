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

    /// In a few words.
    public var summary: String {
        switch self {
        case .unreachable: "no manager answers"
        case .noQuorum(let health):
            "quorum: \(health.reachable) of \(health.managers) managers answer, \(health.quorum) are needed"
        case .nodeDown: "the node does not answer"
        case .clockSkew: "by the node's clock its certificate is not valid"
        case .unknownNode: "the engine knows no such node"
        }
    }
}
