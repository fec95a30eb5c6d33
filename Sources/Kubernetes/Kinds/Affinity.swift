/// Where a pod wants to run, by nodes and by other pods.
public struct Affinity: FieldCodable {
    /// The nodes.
    public var nodeAffinity: NodeAffinity?
    /// The pods to be near to.
    public var podAffinity: PodAffinity?
    /// The pods to be away from.
    public var podAntiAffinity: PodAffinity?

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("nodeAffinity", &nodeAffinity)
        try coder.field("podAffinity", &podAffinity)
        try coder.field("podAntiAffinity", &podAntiAffinity)
    }
}
