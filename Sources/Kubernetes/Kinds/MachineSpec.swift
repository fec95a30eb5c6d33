/// The `spec` of a `Machine`: a machine of a cluster.
public struct MachineSpec: ResourceSpec {
    /// The part of the bare-metal provider.
    public var providerSpec = MachineProviderField()

    /// Nothing set.
    public init() {}

    /// The bare-metal provider's part.
    public var provider: MachineProviderSpec {
        get { providerSpec.value }
        set { providerSpec.value = newValue }
    }

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("providerSpec", &providerSpec)
    }

    public typealias Status = MachineStatus
    public static let info = KindInfo(
        apiVersion: "cluster.k8s.io/v1alpha1", kind: "Machine", home: .management)
    public static let kind = KindID(rawValue: 259)

    public static func indexKeys(_ object: Resource<Self>) -> [IndexKey] {
        let namespace = object.metadata.namespace
        guard let cluster = object.metadata.labels[Label.clusterName] else { return [] }
        let host = object.spec.provider.hostSelector.matchLabels[Label.hostID].map {
            IndexKey("identity", namespace: namespace, $0)
        }
        return [
            IndexKey("cluster", namespace: namespace, cluster), host ?? IndexKey("any host", namespace),
        ]
    }
}

/// A machine of a cluster.
public typealias Machine = Resource<MachineSpec>
