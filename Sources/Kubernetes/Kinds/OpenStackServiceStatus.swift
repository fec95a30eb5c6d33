/// How far a service of an OpenStackDeployment is.
public struct OpenStackServiceStatus: FieldCodable {
    /// WAITING, APPLYING, APPLIED.
    public var state = OpenStackServiceState.waiting
    /// The release of OpenStack that it was brought to.
    public var openstackVersion = ""
    /// The version of the controller that brought it there.
    public var controllerVersion = ""
    /// The hash of the merged spec that it was brought to.
    public var fingerprint = ""
    /// The release of the product.
    public var release = ""
    /// When the state changed.
    public var timestamp: Timestamp?

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("state", &state)
        try coder.field("openstack_version", &openstackVersion)
        try coder.field("controller_version", &controllerVersion)
        try coder.field("fingerprint", &fingerprint)
        try coder.field("release", &release)
        try coder.field("timestamp", &timestamp)
    }
}
