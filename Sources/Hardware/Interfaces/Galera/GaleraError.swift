/// Why a member of a Galera cluster did not do what it was asked.
public enum GaleraError: Error, Hashable, Codable, Sendable {
    /// Nobody answers: the process does not run, is held, its host is down, or its database is not open yet.
    case unreachable
    /// Its process runs already, or must run and does not.
    case wrongProcess
    /// grastate says that another member may be further on; `markSafeToBootstrap` overrules it.
    case notSafeToBootstrap
    /// It is in a primary component already.
    case alreadyPrimary
    /// Somebody takes the connection, and an answer did not come in time or not to its end.
    case timedOut
    /// It cannot prove that it is the database of that name: what TLS says.
    case untrusted(String)
    /// It does not accept the user, or this user may not do that.
    case unauthorized
    /// It takes no more clients at present.
    case busy
    /// It cannot do what was asked: why.
    case unsupported(String)
    /// It refused what was asked: the number of its error and its own words.
    case refused(code: Int, message: String)
    /// What it answered is not what a member of a Galera cluster answers.
    case malformed(String)

    /// In a few words.
    public var summary: String {
        switch self {
        case .unreachable: "the database does not answer"
        case .wrongProcess: "its process is not in the state for that"
        case .notSafeToBootstrap: "it was not the last to leave: safe_to_bootstrap is 0"
        case .alreadyPrimary: "its component is primary already"
        case .timedOut: "the database did not answer in time"
        case .untrusted(let reason): "the database does not prove who it is: \(reason)"
        case .unauthorized: "the database refuses the user"
        case .busy: "the database takes no more clients"
        case .unsupported(let why): why
        case .refused(let code, let message): "the database refused with error \(code): \(message)"
        case .malformed(let what): "the database's answer is malformed: \(what)"
        }
    }
}
