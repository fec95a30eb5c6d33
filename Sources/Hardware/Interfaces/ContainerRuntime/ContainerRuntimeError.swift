/// Why a container runtime did not do what it was asked.
public enum ContainerRuntimeError: Error, Hashable, Codable, Sendable {
    /// Its socket does not answer: it is stopped, or hangs, or its host is down.
    case unreachable
    /// An image could not be pulled.
    case pullFailed
    /// The disk is full.
    case noSpace
    /// The file system is read-only.
    case readOnly

    /// In a few words.
    public var summary: String {
        switch self {
        case .unreachable: "the container runtime does not answer"
        case .pullFailed: "an image could not be pulled"
        case .noSpace: "no space is left on the host's disk"
        case .readOnly: "the host's file system is read-only"
        }
    }
}
