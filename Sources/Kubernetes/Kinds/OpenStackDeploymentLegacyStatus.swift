/// The status of an OpenStackDeployment, most of which has moved to its OpenStackDeploymentStatus.
public struct OpenStackDeploymentLegacyStatus: FieldCodable {
    /// The version of the controller that handled it last.
    public var version = ""
    /// The hash of the spec that was handled last.
    public var fingerprint = ""

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("version", &version)
        try coder.field("fingerprint", &fingerprint)
    }
}
