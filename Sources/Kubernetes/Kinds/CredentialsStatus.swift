/// Credentials of a BMC by the version of what holds them, never by their values.
public struct CredentialsStatus: FieldCodable {
    /// What holds them.
    public var credentials = ObjectReference()
    /// Its version.
    public var version = ""

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("credentials", &credentials)
        try coder.field("credentialsVersion", &version)
    }
}
