/// How to reach the BMC of a host, as its inventory says it.
///
/// Source: page "BareMetalHostInventory resource"
public struct InventoryBMCDetails: FieldCodable {
    /// Where the BMC answers.
    public var address = ""
    /// The BareMetalHostCredential.
    public var credentialsName = ""
    /// Whether its certificate is not verified.
    public var disableCertificateVerification: Bool?

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("address", &address)
        try coder.field("bmhCredentialsName", &credentialsName)
        try coder.field("disableCertificateVerification", &disableCertificateVerification)
    }
}
