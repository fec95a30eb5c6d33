/// Why the mirror did not deliver.
public enum ArtifactMirrorError: Error, Hashable, Codable, Sendable {
    /// The origin does not answer and the cache does not have the artifact.
    case unavailable(ArtifactOrigin)
    /// What was delivered has the wrong checksum.
    case corrupt(ArtifactOrigin)

    /// The transfer broke off: the host has no network.
    case connectionLost

    /// In a few words.
    public var summary: String {
        switch self {
        case .unavailable(let origin): "the origin of \(origin.rawValue) does not answer"
        case .corrupt(let origin): "\(origin.rawValue) arrive with the wrong checksum"
        case .connectionLost: "the transfer broke off"
        }
    }
}
