/// A network interface of a host.
public struct HostInterface: FieldCodable {
    /// The name that Linux gives it.
    public var name = ""
    /// The hardware address.
    public var mac = ""
    /// The speed in Gbit/s.
    public var speedGbps: Int64 = 0

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("name", &name)
        try coder.field("mac", &mac)
        try coder.field("speedGbps", &speedGbps)
    }
}
