/// Why a RabbitMQ broker did not do what it was asked.
public enum RabbitMQError: Error, Hashable, Codable, Sendable {
    /// Nothing answers at its address.
    case unreachable
    /// An answer did not come in time, or not to its end.
    case timedOut
    /// It cannot prove that it is the broker of that name: the reason that TLS gives.
    case untrusted(String)
    /// It does not accept the user, or this user may not ask that.
    case unauthorized
    /// It cannot do what was asked: why.
    case unsupported(String)
    /// It refused the request: its status code and its own words.
    case refused(status: Int, message: String)
    /// What it answered is not what a broker answers.
    case malformed(String)

    /// In a few words.
    public var summary: String {
        switch self {
        case .unreachable: "the broker does not answer"
        case .timedOut: "the broker did not answer in time"
        case .untrusted(let reason): "the broker does not prove who it is: \(reason)"
        case .unauthorized: "the broker refuses the user"
        case .unsupported(let why): why
        case .refused(let status, let message): "the broker refused with status \(status): \(message)"
        case .malformed(let what): "the broker's answer is malformed: \(what)"
        }
    }
}
