/// By what this client proves to a device who it is: a certificate with those that vouch for it, and its key,
/// both in PEM.
public struct TLSIdentity: Sendable {
    var certificates: String
    var key: Secret

    /// Makes an identity; whether it is one is seen when it is used.
    public init(certificates: String, key: Secret) {
        self.certificates = certificates
        self.key = key
    }
}
