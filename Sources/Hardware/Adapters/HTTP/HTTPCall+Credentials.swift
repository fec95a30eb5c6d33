import Foundation

extension HTTPCall {
    /// The header field of basic authentication (RFC 7617).
    static func basicCredentials(_ user: String, _ password: Secret) -> (name: String, value: String) {
        ("Authorization", "Basic \(encoded(user, password))")
    }

    /// The user and the password as that field has them: a secret as well.
    static func encoded(_ user: String, _ password: Secret) -> String {
        Data("\(user):\(password.revealed)".utf8).base64EncodedString()
    }
}
