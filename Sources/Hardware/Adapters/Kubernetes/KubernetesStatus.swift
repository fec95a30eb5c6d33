import JSON

/// What an API says of its refusal: an object of kind `Status`.
struct KubernetesStatus: Sendable {
    var code: Int
    var reason: String?
    var message: String?
    /// Whether a cause of it is a disruption budget.
    var hasBudget: Bool

    /// Reads an object; nil when it is no `Status`.
    init?(_ value: JSONValue?, code: Int? = nil) {
        guard let value, value["kind"]?.string == "Status",
            let code = code ?? value["code"]?.whole.map(Int.init)
        else { return nil }
        self.code = code
        reason = value["reason"]?.string
        message = value["message"]?.string
        guard case .array(let causes)? = value["details"]?["causes"] else {
            hasBudget = false
            return
        }
        hasBudget = causes.contains { $0["reason"]?.string == "DisruptionBudget" }
    }

    /// One that says no more than its code.
    init(code: Int) {
        self.code = code
        hasBudget = false
    }

    /// What a controller can act upon; `clean` takes the secrets out of words.
    func error(retryAfter: Int64?, _ clean: (String) -> String) -> KubernetesAPIError {
        let words = clean(message.told ?? reason.told ?? "without a reason")
        switch code {
        case 401: return .unauthorized
        case 403: return .forbidden(words)
        case 404: return .notFound(words)
        case 405, 406, 415, 501: return .unsupported(words)
        case 409: return reason == "AlreadyExists" ? .alreadyExists(words) : .conflict(words)
        case 410: return .gone(words)
        case 422: return .invalid(words)
        case 429 where hasBudget: return .disruptionBudget(words, retryAfter: retryAfter)
        case 429, 503: return .busy(retryAfter: retryAfter)
        default: return .refused(status: code, message: words)
        }
    }
}
