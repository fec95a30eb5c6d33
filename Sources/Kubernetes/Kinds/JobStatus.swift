/// The status of a Job.
public struct JobStatus: FieldCodable {
    /// Pods that are pending or running.
    public var active: Int64 = 0
    /// Pods that have succeeded.
    public var succeeded: Int64 = 0
    /// Pods that have failed.
    public var failed: Int64 = 0
    /// When it began.
    public var startTime: Timestamp?
    /// When it had succeeded.
    public var completionTime: Timestamp?
    /// `Complete` or `Failed` once it is over.
    public var conditions: [WorkloadCondition] = []

    /// Nothing set.
    public init() {}

    /// Whether it has succeeded.
    public var isComplete: Bool { has("Complete") }
    /// Whether it has failed for good.
    public var isFailed: Bool { has("Failed") }

    private func has(_ type: String) -> Bool {
        conditions.contains { $0.type == type && $0.status == "True" }
    }

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("active", &active)
        try coder.field("succeeded", &succeeded)
        try coder.field("failed", &failed)
        try coder.field("startTime", &startTime)
        try coder.field("completionTime", &completionTime)
        try coder.field("conditions", &conditions)
    }
}
