/// Pods that a pod would like to be near to, or away from.
public struct PreferredPods: FieldCodable {
    /// How much, 1 to 100.
    public var weight: Int64 = 0
    /// Which.
    public var podAffinityTerm = PodAffinityTerm()

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("weight", &weight)
        try coder.field("podAffinityTerm", &podAffinityTerm)
    }
}
