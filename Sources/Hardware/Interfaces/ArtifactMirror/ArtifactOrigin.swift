/// The three places that artifacts come from.
public enum ArtifactOrigin: String, Hashable, Codable, CaseIterable, Sendable {
    /// Packages of the operating system.
    case packages
    /// Binaries: agents, playbooks, charts.
    case binaries
    /// Container images.
    case images
}
