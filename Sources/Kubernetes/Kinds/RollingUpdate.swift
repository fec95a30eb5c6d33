/// How many pods may be missing, or be there beside the old ones, while a workload rolls.
public struct RollingUpdate: FieldCodable {
    /// Pods that may be missing; nil stands for the default of the workload's kind.
    public var maxUnavailable: IntOrPercent?
    /// Pods beyond those wanted (Deployment); nil stands for the default.
    public var maxSurge: IntOrPercent?
    /// The lowest ordinal that is updated (StatefulSet).
    public var partition: Int64 = 0

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("maxUnavailable", &maxUnavailable)
        try coder.field("maxSurge", &maxSurge)
        try coder.field("partition", &partition)
    }
}
