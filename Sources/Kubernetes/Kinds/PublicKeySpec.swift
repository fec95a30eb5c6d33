/// The `spec` of a `PublicKey`: who may log in to the machines of the clusters that name it.
///
/// Source: Mirantis/mcc-api pkg/apis/public/kaas/v1alpha1/publickey.go
public struct PublicKeySpec: ResourceSpec {
    /// The key, as `ssh-keygen` writes it.
    public var publicKey = ""

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("publicKey", &publicKey)
    }

    public typealias Status = NoStatus
    public static let info = KindInfo(
        apiVersion: "kaas.mirantis.com/v1alpha1", kind: "PublicKey", home: .management)
    public static let kind = KindID(rawValue: 305)
}

/// Who may log in to machines.
public typealias PublicKey = Resource<PublicKeySpec>
