/// What the mirror answers.
public enum ArtifactMirrorReply: Hashable, Codable, Sendable {
    /// The artifact was delivered and its checksum is right.
    case fetched
}
