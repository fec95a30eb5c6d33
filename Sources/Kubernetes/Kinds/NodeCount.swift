/// Machines of a cluster.
public struct NodeCount: FieldCodable {
    /// How many machines the cluster should have.
    public var requested: Int64 = 0
    /// How many are ready.
    public var ready: Int64 = 0
    /// How many are disabled. Source: page "Disable a machine".
    public var disabled: Int64 = 0

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("requested", &requested)
        try coder.field("ready", &ready)
        try coder.field("disabled", &disabled)
    }
}
