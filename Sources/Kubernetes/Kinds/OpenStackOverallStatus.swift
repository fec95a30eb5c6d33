/// How far an OpenStackDeployment is as a whole.
public struct OpenStackOverallStatus: FieldCodable {
    /// APPLYING from the beginning of every change on, APPLIED once everything is applied.
    public var state = OpenStackState.applying
    /// The release of OpenStack that is wanted.
    public var openstackVersion = ""
    /// The version of the controller that handles it.
    public var controllerVersion = ""
    /// The hash of the merged spec that is handled.
    public var fingerprint = ""
    /// The release of the product.
    public var release = ""
    /// When the state changed.
    public var timestamp: Timestamp?
    /// Why it was handled.
    public var cause = ""
    /// Services that are at what is wanted, of all: `12/20`.
    public var lcmProgress = ""
    /// Applications all of whose components are ready, of all: `21/22`.
    public var health = ""

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("state", &state)
        try coder.field("openstack_version", &openstackVersion)
        try coder.field("controller_version", &controllerVersion)
        try coder.field("fingerprint", &fingerprint)
        try coder.field("release", &release)
        try coder.field("timestamp", &timestamp)
        try coder.field("cause", &cause)
        try coder.field("lcm_progress", &lcmProgress)
        try coder.field("health", &health)
    }
}
