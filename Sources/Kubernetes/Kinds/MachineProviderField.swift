/// The `providerSpec` of an object of the old Cluster API layout: the provider's part under `value`.
public struct MachineProviderField: FieldCodable {
    /// The provider's part.
    public var value = MachineProviderSpec()

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("value", &value)
    }
}
