/// The pods that a pod must be near to (or away from), and those that it would like to.
public struct PodAffinity: FieldCodable {
    /// What must hold.
    public var required: [PodAffinityTerm] = []
    /// What should.
    public var preferred: [PreferredPods] = []

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("requiredDuringSchedulingIgnoredDuringExecution", &required)
        try coder.field("preferredDuringSchedulingIgnoredDuringExecution", &preferred)
    }
}
