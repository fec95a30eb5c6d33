public import Simulation

/// Why the API server refused a request. One case for each way in which a client can react differently.
public enum APIError: Error, Hashable, Sendable {
    /// 409: an object of this name exists.
    case alreadyExists
    /// 404: there is no such object.
    case notFound
    /// 409: the object changed since it was read, or has another uid.
    case conflict
    /// 429: the eviction would break the budget with this name; nil when the budget's state is not known yet.
    case tooManyRequests(budget: NameID)
    /// 422: admission or validation refuses the object.
    case invalid(reason: String)
    /// 410: the revision to watch from is no longer kept.
    case gone
    /// 500: the request can't be carried out, such as an eviction of a pod with two budgets.
    case internalError(reason: String)
    /// 503: the API server does not answer: its etcd has no quorum.
    case unavailable

    /// The HTTP status code.
    public var statusCode: Int {
        switch self {
        case .alreadyExists, .conflict: 409
        case .notFound: 404
        case .tooManyRequests: 429
        case .invalid: 422
        case .gone: 410
        case .internalError: 500
        case .unavailable: 503
        }
    }
}
