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

    /// Only workers can be disabled, and a deletion that has begun can only become less careful.
    ///
    /// Source: pages "Disable a machine", "Delete a cluster machine using CLI" (overview of machine deletion
    /// policies). That admission refuses it is inferred.
    public static func admit(_ new: Resource<Self>, over old: Resource<Self>?) -> String? {
        if new.spec.provider.disable == true, new.metadata.labels[Label.controlPlane] != nil {
            return "only workers can be disabled"
        }
        guard let old, old.spec.provider.delete == true || old.metadata.isDeleting,
            let before = old.spec.provider.deletionPolicy, let now = new.spec.provider.deletionPolicy,
            now < before
        else { return nil }
        return "the deletion has begun: its policy can't go from \(before.rawValue) to \(now.rawValue)"
    }
}

/// A machine of a cluster.
public typealias Machine = Resource<MachineSpec>

extension Machine {
    /// The finalizer by which the provider holds a Machine until what it stands for is given back.
    /// Source: Mirantis/mcc-api pkg/apis/cluster/v1alpha1/machine_types.go (MachineFinalizer).
    public static var finalizer: String { "machine.cluster.sigs.k8s.io" }
}
