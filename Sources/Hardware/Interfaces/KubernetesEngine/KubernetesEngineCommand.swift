/// What can be asked of a cluster's Kubernetes engine (MKE). Nodes are meant by name.
public enum KubernetesEngineCommand: Hashable, Codable, Sendable {
    /// Upgrade the engine's components on a node to `version`.
    case upgrade(node: String, version: String)
    /// Change whether Swarm schedules tasks on a node.
    case setAvailability(node: String, EngineAvailability)
    /// Report managers, quorum and versions.
    case readHealth
}
