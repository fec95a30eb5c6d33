/// The status of an IpamHost.
///
/// Source: Mirantis/mcc-api pkg/apis/common/ipam/v1alpha1/ipamhost_types.go
public struct IpamHostStatus: FieldCodable {
    /// The configuration, as netplan takes it.
    public var netconfigV2: Value?
    /// How it is and its checksum: begins with OK or ERR.
    public var netconfigV2state = ""
    /// Interfaces and addresses by the service of their Subnet.
    public var serviceMap: Value?
    /// Whether it has all its addresses: begins with OK or ERR.
    public var ipAllocationResult = ""
    /// The template it was made from, as `NAMESPACE/NAME`.
    public var l2TemplateRef = ""
    /// Whether a configuration could be made: begins with OK or ERR.
    public var l2RenderResult = ""

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("netconfigV2", &netconfigV2)
        try coder.field("netconfigV2state", &netconfigV2state)
        try coder.field("serviceMap", &serviceMap)
        try coder.field("ipAllocationResult", &ipAllocationResult)
        try coder.field("l2TemplateRef", &l2TemplateRef)
        try coder.field("l2RenderResult", &l2RenderResult)
    }
}
