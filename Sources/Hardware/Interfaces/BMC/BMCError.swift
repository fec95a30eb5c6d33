/// Why a BMC did not do what it was asked.
public enum BMCError: Error, Hashable, Codable, Sendable {
    /// Nothing answers at its address.
    case unreachable
    /// An answer did not come in time, or not to its end.
    case timedOut
    /// It cannot prove that it is the device of that name: the reason that TLS gives.
    case untrusted(String)
    /// It does not accept the credentials.
    case unauthorized
    /// It is busy with an earlier request; it may say for how many seconds.
    case busy(retryAfter: Int64?)
    /// It does not have what was asked for, or cannot do it.
    case unsupported(String)
    /// It refused the request: its status code and its own words.
    case refused(status: Int, message: String)
    /// What it answered is not what its protocol allows.
    case malformed(String)
    /// It was not asked: the reason why commands of this class do not go out.
    case forbidden(String)

    /// In a few words.
    public var summary: String {
        switch self {
        case .unreachable: "the BMC does not answer"
        case .timedOut: "the BMC did not answer in time"
        case .untrusted(let reason): "the BMC does not prove who it is: \(reason)"
        case .unauthorized: "the BMC refuses the credentials"
        case .busy(nil): "the BMC is busy"
        case .busy(let seconds?): "the BMC is busy; it asks for \(seconds) s"
        case .unsupported(let what): "the BMC has no \(what)"
        case .refused(let status, let message): "the BMC refused with status \(status): \(message)"
        case .malformed(let what): "the BMC's answer is malformed: \(what)"
        case .forbidden(let reason): "the BMC was not asked: \(reason)"
        }
    }
}
