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

    /// In a few words.
    public var summary: String {
        switch self {
        case .unreachable: "the database does not answer"
        case .wrongProcess: "its process is not in the state for that"
        case .notSafeToBootstrap: "it was not the last to leave: safe_to_bootstrap is 0"
        case .alreadyPrimary: "its component is primary already"
        }
    }
}
