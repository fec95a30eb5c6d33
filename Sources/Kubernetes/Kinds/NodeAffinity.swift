/// The nodes that a pod must have, and those that it would like.
public struct NodeAffinity: FieldCodable {
    /// The nodes it must have: one term must match. Nil for any.
    public var required: NodeSelector?
    /// The nodes that it would like.
    public var preferred: [PreferredNodes] = []

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("requiredDuringSchedulingIgnoredDuringExecution", &required)
        try coder.field("preferredDuringSchedulingIgnoredDuringExecution", &preferred)
    }
}
