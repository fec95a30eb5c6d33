/// The releases of a Cluster.
public struct ReleaseReferences: FieldCodable {
    /// The release that the cluster has reached.
    public var current: ReleaseReference?
    /// The release before.
    public var previous: ReleaseReference?
    /// The releases to which the cluster may go.
    public var available: [ReleaseReference] = []

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("current", &current)
        try coder.field("previous", &previous)
        try coder.field("available", &available)
    }
}
