/// The status of a ClusterUpdatePlan.
public struct ClusterUpdatePlanStatus: FieldCodable {
    /// How far the plan is.
    public var status = UpdateStepState.notStarted
    /// When it began.
    public var startedAt: Timestamp?
    /// When it ended.
    public var completedAt: Timestamp?
    /// How far each step is.
    public var steps: [UpdateStepStatus] = []

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("status", &status)
        try coder.field("startedAt", &startedAt)
        try coder.field("completedAt", &completedAt)
        try coder.field("steps", &steps)
    }
}
