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
    /// It leads to another host; the link as it was written.
    case redirected(status: Int, to: String)

    /// In a few words.
    var summary: String {
        switch self {
        case .unreachable(let why), .timedOut(let why), .untrusted(let why), .broken(let why),
            .malformed(let why):
            why
        case .redirected(let status, let link): "status \(status) leads to \(Self.hostPart(of: link))"
        }
    }

    /// The same without secrets, which only a link may hold. It is whole until then: cut, it would hold parts
    /// of them.
    func cleaned(of secrets: Secrets) -> HTTPFailure {
        guard case .redirected(let status, let link) = self else { return self }
        return .redirected(status: status, to: secrets.cleaned(link))
    }

    /// A link without its path, which may hold anything.
    static func hostPart(of link: String) -> String {
        let parts = link.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        return parts.count > 2 ? parts[..<3].joined(separator: "/") : "a place that is none"
    }
}
