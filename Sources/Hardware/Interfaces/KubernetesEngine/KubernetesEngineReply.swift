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
    /// The engine is at this version: while it is upgraded, that of the manager that was asked.
    case version(String)
    /// Its nodes, in order of their names.
    case nodes([EngineNode])
}
