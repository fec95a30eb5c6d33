/// Why the API of a Kubernetes cluster did not do what it was asked.
///
/// Source: kubernetes/apimachinery pkg/apis/meta/v1/types.go (StatusReason).
public enum KubernetesAPIError: Error, Hashable, Sendable {
    /// Nothing answers at its address.
    case unreachable
    /// An answer did not come in time, or not to its end.
    case timedOut
    /// It cannot prove that it is the API of that name: the reason that TLS gives.
    case untrusted(String)
    /// It does not accept the credentials.
    case unauthorized
    /// The user may not do that: the API's own words.
    case forbidden(String)
    /// There is no such object.
    case notFound(String)
    /// The object is there already.
    case alreadyExists(String)
    /// The object was changed meanwhile, or a field belongs to somebody else.
    case conflict(String)
    /// That version of the list is no longer kept, or the page's token is too old: the list must be read
    /// anew.
    case gone(String)
    /// So many events of a watch were not read in time, and one is lost: the list must be read anew.
    case overrun(events: Int)
    /// The object is not valid.
    case invalid(String)
    /// The pod's disruption budget does not bear its eviction now; it may say for how many seconds.
    case disruptionBudget(String, retryAfter: Int64?)
    /// It takes no more requests now; it may say for how many seconds.
    case busy(retryAfter: Int64?)
    /// It cannot be asked for that.
    case unsupported(String)
    /// It refused the request: its status code and its own words.
    case refused(status: Int, message: String)
    /// What it answered is not what its protocol allows.
    case malformed(String)

    /// In a few words.
    public var summary: String {
        switch self {
        case .unreachable: "the API does not answer"
        case .timedOut: "the API did not answer in time"
        case .untrusted(let reason): "the API does not prove who it is: \(reason)"
        case .unauthorized: "the API refuses the credentials"
        case .forbidden(let message): "the user may not do that: \(message)"
        case .notFound(let message): "it is not there: \(message)"
        case .alreadyExists(let message): "it is there already: \(message)"
        case .conflict(let message): "it was changed meanwhile: \(message)"
        case .gone(let message): "that version is no longer kept: \(message)"
        case .overrun(let events):
            "\(events) events were not read in time: the list must be read anew"
        case .invalid(let message): "it is not valid: \(message)"
        case .disruptionBudget(let message, nil): "its disruption budget does not bear that: \(message)"
        case .disruptionBudget(let message, let seconds?):
            "its disruption budget does not bear that: \(message); again after \(seconds) s"
        case .busy(nil): "the API is busy"
        case .busy(let seconds?): "the API is busy; it asks for \(seconds) s"
        case .unsupported(let what): "the API cannot be asked for that: \(what)"
        case .refused(let status, let message): "the API refused with status \(status): \(message)"
        case .malformed(let what): "the API's answer is malformed: \(what)"
        }
    }
}

extension KubernetesAPIError: HTTPReason {}
