/// Why a request has no answer.
enum HTTPFailure: Error, Hashable, Sendable {
    /// No connection.
    case unreachable(String)
    /// The time is over.
    case timedOut(String)
    /// TLS does not trust the device.
    case untrusted(String)
    /// The connection ended before the answer did.
    case broken(String)
    /// The answer is no HTTP, or longer than is read.
    case malformed(String)
    /// It leads to another host.
    case redirected(status: Int, to: String)

    /// In a few words.
    var summary: String {
        switch self {
        case .unreachable(let why), .timedOut(let why), .untrusted(let why), .broken(let why),
            .malformed(let why):
            why
        case .redirected(let status, let place): "status \(status) leads to \(place)"
        }
    }
}
