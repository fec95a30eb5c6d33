/// Whether credentials are well formed.
public struct BareMetalHostCredentialStatus: FieldCodable {
    /// Whether they are.
    public var valid = false
    /// Why they are not.
    public var message = ""

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("valid", &valid)
        try coder.field("message", &message)
    }
}
