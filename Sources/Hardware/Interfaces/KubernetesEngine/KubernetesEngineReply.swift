/// What a Kubernetes engine answers.
public enum KubernetesEngineReply: Hashable, Codable, Sendable {
    /// The node is a member.
    case joined(node: String)
    /// The node is no member.
    case removed(node: String)
    /// The node's components run at this version.
    case upgraded(node: String, version: String)
    /// Swarm treats the node so.
    case availability(node: String, EngineAvailability)
    /// How the managers are.
    case health(EngineHealth)
}
