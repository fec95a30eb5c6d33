/// The status of an IPaddr.
///
/// Source: Mirantis/mcc-api pkg/apis/common/ipam/v1alpha1/ip_addr_types.go
public struct IPaddrStatus: FieldCodable {
    /// How far it is.
    public var phase = IPaddrPhase.none
    /// Why there is none.
    public var reason = ""
    /// The address.
    public var address = ""
    /// The network of its Subnet.
    public var cidr = ""
    /// The gateway of its Subnet.
    public var gateway = ""
    /// The name servers of its Subnet.
    public var nameservers: [String] = []
    /// The hardware address it is for.
    public var mac = ""

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("phase", &phase)
        try coder.field("reason", &reason)
        try coder.field("address", &address)
        try coder.field("cidr", &cidr)
        try coder.field("gateway", &gateway)
        try coder.field("nameservers", &nameservers)
        try coder.field("mac", &mac)
    }
}
