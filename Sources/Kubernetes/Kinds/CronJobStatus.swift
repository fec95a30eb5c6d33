/// The status of a CronJob.
public struct CronJobStatus: FieldCodable {
    /// Its Jobs that are not over.
    public var active: [ObjectReference] = []
    /// When it was last due and run.
    public var lastScheduleTime: Timestamp?
    /// When a Job of it last succeeded.
    public var lastSuccessfulTime: Timestamp?

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("active", &active)
        try coder.field("lastScheduleTime", &lastScheduleTime)
        try coder.field("lastSuccessfulTime", &lastSuccessfulTime)
    }
}
