/// The management part of a Cluster.
public struct ClusterManagement: FieldCodable {
    /// True on the management cluster.
    public var enabled = false

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("enabled", &enabled)
    }
}
