/// The status of an OpenStackDeploymentStatus.
///
/// Source: Mirantis/rockoon rockoon/osdplstatus.py and the kind's CRD.
public struct OpenStackStatus: FieldCodable {
    /// The deployment as a whole.
    public var osdpl = OpenStackOverallStatus()
    /// Its services, by name.
    public var services = OrderedMap<OpenStackServiceStatus>()
    /// The health of each component, by application and component.
    public var health = OrderedMap<OrderedMap<OpenStackComponentHealth>>()

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("osdpl", &osdpl)
        try coder.field("services", &services)
        try coder.field("health", &health)
    }
}
