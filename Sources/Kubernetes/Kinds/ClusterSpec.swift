/// The `spec` of a `Cluster`: a cluster of the bare-metal provider.
public struct ClusterSpec: ResourceSpec {
    /// The part of the bare-metal provider.
    public var providerSpec = ClusterProviderField()

    /// Nothing set.
    public init() {}

    /// The bare-metal provider's part.
    public var provider: ClusterProviderSpec {
        get { providerSpec.value }
        set { providerSpec.value = newValue }
    }

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("providerSpec", &providerSpec)
    }

    public typealias Status = ClusterStatus
    public static let info = KindInfo(
        apiVersion: "cluster.k8s.io/v1alpha1", kind: "Cluster", home: .management)
    public static let kind = KindID(rawValue: 258)
}

/// A cluster of the bare-metal provider.
public typealias Cluster = Resource<ClusterSpec>
