import Foundation

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
        case .basic: ("Authorization", "Basic \(secrets[0])")
        case .session(let token, _): ("X-Auth-Token", token.revealed)
        }
    }

    /// What must not be repeated to people.
    var secrets: [String] {
        switch self {
        case .none: []
        case .basic(let user, let password): [Data("\(user):\(password.revealed)".utf8).base64EncodedString()]
        case .session(let token, _): [token.revealed]
        }
    }
}
