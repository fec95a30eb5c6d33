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
    /// An answer did not come in time, or not to its end.
    case timedOut
    /// It takes no more requests now; it may say for how many seconds.
    case busy(retryAfter: Int64?)
    /// This engine cannot be asked for that.
    case unsupported(String)
    /// It refused the request: its status code and its own words.
    case refused(status: Int, message: String)
    /// What it answered is not what its API allows.
    case malformed(String)

    /// In a few words.
    public var summary: String {
        switch self {
        case .unreachable: "the container runtime does not answer"
        case .pullFailed: "an image could not be pulled"
        case .noSpace: "no space is left on the host's disk"
        case .readOnly: "the host's file system is read-only"
        case .timedOut: "the container runtime did not answer in time"
        case .busy(nil): "the container runtime is busy"
        case .busy(let seconds?): "the container runtime is busy; it asks for \(seconds) s"
        case .unsupported(let what): "the container runtime cannot be asked for \(what)"
        case .refused(let status, let message):
            "the container runtime refused with status \(status): \(message)"
        case .malformed(let what): "the container runtime's answer is malformed: \(what)"
        }
    }
}
