/// What can be asked of the caching proxy before the artifact origins.
public enum ArtifactMirrorCommand: Hashable, Codable, Sendable {
    /// Deliver `megabytes` of artifact `name` to the host called `node`.
    case fetch(origin: ArtifactOrigin, name: String, megabytes: Int, node: String)
}
