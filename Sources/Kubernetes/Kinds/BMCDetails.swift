/// How to reach the BMC of a host.
public struct BMCDetails: FieldCodable {
    /// Where the BMC answers.
    public var address = ""
    /// The Secret with its credentials.
    public var credentialsName = ""
    /// Whether its certificate is not verified.
    public var disableCertificateVerification: Bool?

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("address", &address)
        try coder.field("credentialsName", &credentialsName)
        try coder.field("disableCertificateVerification", &disableCertificateVerification)
    }
}
