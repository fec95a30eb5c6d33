/// An address of a machine.
public struct MachineAddress: FieldCodable, Hashable {
    /// InternalIP or Hostname.
    public var type = ""
    /// The address.
    public var address = ""

    /// Nothing set.
    public init() {}

    /// An address of a type.
    public init(type: String, address: String) {
        self.type = type
        self.address = address
    }

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("type", &type)
        try coder.field("address", &address)
    }
}
