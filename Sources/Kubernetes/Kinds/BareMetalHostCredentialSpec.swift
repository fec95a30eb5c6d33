/// The `spec` of a `BareMetalHostCredential`: who may speak to a BMC. Its values are redacted before they are
/// read; what counts is the version of the object.
///
/// Source: Mirantis/mcc-api pkg/apis/kaas/v1alpha1/credential.go
public struct BareMetalHostCredentialSpec: ResourceSpec {
    /// The user, redacted.
    public var username: Value?
    /// The password, redacted.
    public var password: Value?

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("username", &username)
        try coder.field("password", &password)
    }

    public typealias Status = BareMetalHostCredentialStatus
    public static let info = KindInfo(
        apiVersion: "kaas.mirantis.com/v1alpha1", kind: "BareMetalHostCredential", home: .management)
    public static let kind = KindID(rawValue: 285)
}

/// Who may speak to a BMC.
public typealias BareMetalHostCredential = Resource<BareMetalHostCredentialSpec>

extension BareMetalHostCredential {
    /// The version of what it holds, by which hosts tell whether they were registered with it: what is said
    /// in its status does not count. In reality it is that of the Secret that is made of it.
    public var contentVersion: String { "\(metadata.uid.text)/\(metadata.generation)" }
}
