/// Why a host did not do what it was asked.
public enum HostError: Error, Hashable, Codable, Sendable {
    /// It is off, booting or hangs.
    case unreachable
    /// Its root file system is full.
    case noSpace
    /// Its root file system is read-only.
    case readOnly
    /// A program on it did not end in time.
    case timedOut
    /// It cannot do what was asked: why.
    case unsupported(String)
    /// What it told is not what its kernel or its programs tell.
    case malformed(String)

    /// In a few words.
    public var summary: String {
        switch self {
        case .unreachable: "the host does not answer"
        case .noSpace: "no space is left on the host's disk"
        case .readOnly: "the host's file system is read-only"
        case .timedOut: "the host did not answer in time"
        case .unsupported(let why): why
        case .malformed(let what): "the host's answer is malformed: \(what)"
        }
    }
}
