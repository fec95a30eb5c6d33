/// A step of a ClusterUpdatePlan.
public struct UpdateStep: FieldCodable {
    /// The identifier, such as `k8s-controllers`.
    public var id = ""
    /// The name for people.
    public var name = ""
    /// What it does.
    public var description = ""
    /// What to mind.
    public var constraints: [String] = []
    /// What users and workloads notice.
    public var impact = UpdateStepImpact()
    /// How long it takes.
    public var duration = UpdateStepDuration()
    /// Cluster or machine.
    public var granularity = UpdateStepGranularity.cluster
    /// True once the operator lets it begin.
    public var commence = false

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("id", &id)
        try coder.field("name", &name)
        try coder.field("description", &description)
        try coder.field("constraints", &constraints)
        try coder.field("impact", &impact)
        try coder.field("duration", &duration)
        try coder.field("granularity", &granularity)
        try coder.field("commence", &commence)
    }
}
