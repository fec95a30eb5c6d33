/// The `provisioning` part of the status of a host.
public struct ProvisionStatus: FieldCodable {
    /// The provisioning state.
    public var state = BareMetalHostState.none

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("state", &state)
    }
}
