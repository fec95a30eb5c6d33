/// A part of `Endpoints`: addresses that have the same ports.
public struct EndpointSubset: FieldCodable {
    /// Addresses that take traffic.
    public var addresses: [EndpointAddress] = []
    /// Addresses of pods that are not ready.
    public var notReadyAddresses: [EndpointAddress] = []
    /// Their ports.
    public var ports: [EndpointPort] = []

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("addresses", &addresses)
        try coder.field("notReadyAddresses", &notReadyAddresses)
        try coder.field("ports", &ports)
    }
}
