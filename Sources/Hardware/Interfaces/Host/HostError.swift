/// Why a host did not do what it was asked.
public enum HostError: Error, Hashable, Codable, Sendable {
    /// It is off, booting or hangs.
    case unreachable
    /// Its root file system is full or read-only.
    case diskFailed

    /// In a few words.
    public var summary: String {
        switch self {
        case .unreachable: "the host does not answer"
        case .diskFailed: "the host's disk failed"
        }
    }
}
