/// What can be asked of a host's container runtime.
public enum ContainerRuntimeCommand: Hashable, Codable, Sendable {
    /// Report the version.
    case readVersion
    /// Upgrade to `version`. Restarts the daemon and with it every container of the host.
    case upgrade(version: String)
    /// Pull `count` images of `release` through the mirror.
    case pull(release: String, count: Int)
}
