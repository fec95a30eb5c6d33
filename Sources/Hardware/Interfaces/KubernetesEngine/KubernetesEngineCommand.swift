/// What can be asked of a cluster's Kubernetes engine (MKE). Nodes are meant by name.
public enum KubernetesEngineCommand: Hashable, Codable, Sendable {
    /// Upgrade the engine's components on a node to `version`.
    case upgrade(node: String, version: String)
    /// Let a node join; the first manager begins the engine. `version` is that of the components.
    case join(node: String, isManager: Bool, version: String)
    /// Let a node leave, whether it still runs or not.
    case remove(node: String)
    /// Change whether Swarm schedules tasks on a node.
    case setAvailability(node: String, EngineAvailability)
    /// Report managers and quorum.
    case readHealth
    /// Report the engine's version.
    case readVersion
    /// Report all nodes, in order of their names.
    case listNodes

    /// Whether it changes nothing.
    public var isRead: Bool {
        switch self {
        case .readHealth, .readVersion, .listNodes: true
        case .upgrade, .join, .remove, .setAvailability: false
        }
    }
}
