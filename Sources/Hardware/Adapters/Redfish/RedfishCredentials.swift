/// What is sent with a request to say who asks.
enum RedfishCredentials: Sendable {
    case none
    case basic(user: String, Secret)
    /// The session's token, and the path by which it is ended.
    case session(Secret, path: String?)

    /// The header field; nil for none.
    var header: (name: String, value: String)? {
        switch self {
        case .none: nil
        case .basic(let user, let password): HTTPCall.basicCredentials(user, password)
        case .session(let token, _): ("X-Auth-Token", token.revealed)
        }
    }
}
