/// A network card of an IpamHost.
///
/// Source: Mirantis/mcc-api pkg/apis/common/ipam/ipam/nic.go
public struct HostNIC: FieldCodable {
    /// The name that Linux gives it.
    public var name = ""
    /// The hardware address.
    public var mac = ""
    /// Whether the host boots from it.
    public var primary = false

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("name", &name)
        try coder.field("mac", &mac)
        try coder.field("primary", &primary)
    }
}
