/// The status of a PodDisruptionBudget.
public struct PodDisruptionBudgetStatus: FieldCodable {
    /// Pods that are ready.
    public var currentHealthy: Int64 = 0
    /// Pods that must be ready.
    public var desiredHealthy: Int64 = 0
    /// Pods that the budget covers.
    public var expectedPods: Int64 = 0
    /// Pods that may be evicted now.
    public var disruptionsAllowed: Int64 = 0
    /// The generation that the status is about.
    public var observedGeneration: Int64 = 0

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("currentHealthy", &currentHealthy)
        try coder.field("desiredHealthy", &desiredHealthy)
        try coder.field("expectedPods", &expectedPods)
        try coder.field("disruptionsAllowed", &disruptionsAllowed)
        try coder.field("observedGeneration", &observedGeneration)
    }
}
