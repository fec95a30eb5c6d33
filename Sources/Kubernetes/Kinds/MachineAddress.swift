/// An address of a machine.
public struct MachineAddress: FieldCodable, Hashable {
    /// InternalIP or Hostname.
    public var type = ""
    /// The address.
    public var address = ""

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("type", &type)
        try coder.field("address", &address)
    }
}
