/// What a Kubernetes engine answers.
public enum KubernetesEngineReply: Hashable, Codable, Sendable {
    /// The node's components run at this version.
    case upgraded(node: String, version: String)
    /// Swarm treats the node so.
    case availability(node: String, EngineAvailability)
    /// How the managers are.
    case health(EngineHealth)
}
