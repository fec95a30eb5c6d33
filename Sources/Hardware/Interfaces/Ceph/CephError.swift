/// Why a Ceph cluster did not tell what it was asked.
public enum CephError: Error, Hashable, Codable, Sendable {
    /// No monitor answers, or this machine does not know any.
    case unreachable
    /// An answer did not come in time.
    case timedOut
    /// It does not accept the user's key, or this user may not ask that.
    case unauthorized
    /// It refused what was asked: its own words.
    case refused(String)
    /// What it answered is not what Ceph answers.
    case malformed(String)

    /// In a few words.
    public var summary: String {
        switch self {
        case .unreachable: "no monitor answers"
        case .timedOut: "Ceph did not answer in time"
        case .unauthorized: "Ceph refuses the user"
        case .refused(let message): "Ceph refused: \(message)"
        case .malformed(let what): "Ceph's answer is malformed: \(what)"
        }
    }
}
