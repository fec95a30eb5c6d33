/// Pods, and what counts as one place.
public struct PodAffinityTerm: FieldCodable {
    /// The label of nodes that have the same value in one place.
    public var topologyKey = ""
    /// The pods; nil for none.
    public var labelSelector: LabelSelector?
    /// Their namespaces; empty for that of the pod.
    public var namespaces: [String] = []

    /// Nothing set.
    public init() {}

    /// Whether it means a pod of `namespace` with these labels, seen from a pod of the namespace `own`.
    public func means(_ labels: StringMap, namespace: String, from own: String) -> Bool {
        (namespaces.isEmpty ? namespace == own : namespaces.contains(namespace))
            && (labelSelector?.matches(labels) ?? false)
    }

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("topologyKey", &topologyKey)
        try coder.field("labelSelector", &labelSelector)
        try coder.field("namespaces", &namespaces)
    }
}
