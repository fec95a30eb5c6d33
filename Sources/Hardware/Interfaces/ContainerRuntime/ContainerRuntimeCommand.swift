/// What can be asked of a host's container runtime.
public enum ContainerRuntimeCommand: Hashable, Codable, Sendable {
    /// Report the version.
    case readVersion
    /// Report what the engine is and how much it has to do.
    case readFacts
    /// Report all containers, those that have ended too, in order of their names.
    case listContainers
    /// Upgrade to `version`. Restarts the daemon and with it every container of the host.
    case upgrade(version: String)
    /// Pull `count` images of `release` through the mirror.
    case pull(release: String, count: Int)

    /// Whether it changes nothing.
    public var isRead: Bool {
        switch self {
        case .readVersion, .readFacts, .listContainers: true
        case .upgrade, .pull: false
        }
    }
}
