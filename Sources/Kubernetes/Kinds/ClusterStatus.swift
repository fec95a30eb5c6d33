/// The status of a Cluster.
public struct ClusterStatus: FieldCodable {
    /// The part of the bare-metal provider.
    public var providerStatus = ClusterProviderStatus()

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("providerStatus", &providerStatus)
    }
}
