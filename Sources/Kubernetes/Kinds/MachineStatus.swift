/// The status of a Machine.
public struct MachineStatus: FieldCodable {
    /// The part of the bare-metal provider.
    public var providerStatus = MachineProviderStatus()

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("providerStatus", &providerStatus)
    }
}
