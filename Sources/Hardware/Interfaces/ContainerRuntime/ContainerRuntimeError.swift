/// Why a container runtime did not do what it was asked.
public enum ContainerRuntimeError: Error, Hashable, Codable, Sendable {
    /// Its socket does not answer: it is stopped, or hangs, or its host is down.
    case unreachable
    /// An image could not be pulled.
    case pullFailed

    /// In a few words.
    public var summary: String {
        switch self {
        case .unreachable: "the container runtime does not answer"
        case .pullFailed: "an image could not be pulled"
        }
    }
}
