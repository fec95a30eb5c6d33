/// The status of a Subnet.
///
/// Source: Mirantis/mcc-api pkg/apis/common/ipam/v1alpha1/subnet_types.go
public struct SubnetStatus: FieldCodable {
    /// The network.
    public var cidr = ""
    /// The gateway.
    public var gateway = ""
    /// The name servers.
    public var nameservers: [String] = []
    /// What may be given, in order.
    public var ranges: [String] = []
    /// How it is: begins with OK, ERR or TERM.
    public var statusMessage = ""
    /// What is given, as `ADDRESS:UID` with the uid of the IPaddr.
    public var allocatedIPs: [String] = []
    /// How many addresses may be given in all.
    public var capacity: Int64 = 0
    /// How many are left.
    public var allocatable: Int64 = 0

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("cidr", &cidr)
        try coder.field("gateway", &gateway)
        try coder.field("nameservers", &nameservers)
        try coder.field("ranges", &ranges)
        try coder.field("statusMessage", &statusMessage)
        try coder.field("allocatedIPs", &allocatedIPs)
        try coder.field("capacity", &capacity)
        try coder.field("allocatable", &allocatable)
    }
}
