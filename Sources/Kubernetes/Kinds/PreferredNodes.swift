/// Nodes that a pod would like.
public struct PreferredNodes: FieldCodable {
    /// How much, 1 to 100.
    public var weight: Int64 = 0
    /// Which.
    public var preference = NodeSelectorTerm()

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("weight", &weight)
        try coder.field("preference", &preference)
    }
}
