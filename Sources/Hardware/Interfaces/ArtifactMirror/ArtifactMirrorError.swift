/// Why the mirror did not deliver.
public enum ArtifactMirrorError: Error, Hashable, Codable, Sendable {
    /// The origin does not answer and the cache does not have the artifact.
    case unavailable(ArtifactOrigin)
    /// What was delivered has the wrong checksum.
    case corrupt(ArtifactOrigin)

    /// The transfer broke off: the host has no network.
    case connectionLost
    /// Nothing arrives any more though the connection stands.
    case stalled
    /// The host has no space for it.
    case noSpace
    /// The host's file system is read-only.
    case readOnly

    /// In a few words.
    public var summary: String {
        switch self {
        case .unavailable(let origin): "the origin of \(origin.rawValue) does not answer"
        case .corrupt(let origin): "\(origin.rawValue) arrive with the wrong checksum"
        case .connectionLost: "the transfer broke off"
        case .stalled: "the transfer stands still"
        case .noSpace: "no space is left on the host's disk"
        case .readOnly: "the host's file system is read-only"
        }
    }
}
