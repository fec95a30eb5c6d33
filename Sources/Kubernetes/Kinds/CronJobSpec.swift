/// The `spec` of a `CronJob`: a Job at given times.
///
/// Source: Kubernetes API reference, CronJobSpec.
public struct CronJobSpec: ResourceSpec {
    /// When, as five fields of cron or a word such as `@hourly`; in UTC.
    public var schedule = ""
    /// Whether it is not run for now.
    public var suspend = false
    /// What when the last one still runs.
    public var concurrencyPolicy = ConcurrencyPolicy.allow
    /// How many seconds late it may be run; nil for any.
    public var startingDeadlineSeconds: Int64?
    /// How many Jobs that have succeeded are kept.
    public var successfulJobsHistoryLimit: Int64 = 3
    /// How many Jobs that have failed are kept.
    public var failedJobsHistoryLimit: Int64 = 1
    /// What its Jobs are.
    public var jobTemplate = JobTemplate()

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("schedule", &schedule)
        try coder.field("suspend", &suspend)
        try coder.field("concurrencyPolicy", &concurrencyPolicy)
        try coder.field("startingDeadlineSeconds", &startingDeadlineSeconds)
        try coder.field("successfulJobsHistoryLimit", &successfulJobsHistoryLimit)
        try coder.field("failedJobsHistoryLimit", &failedJobsHistoryLimit)
        try coder.field("jobTemplate", &jobTemplate)
    }

    public typealias Status = CronJobStatus
    public static let info = KindInfo(apiVersion: "batch/v1", kind: "CronJob", home: .everywhere)
    public static let kind = KindID(rawValue: 341)
}

/// A Job at given times.
public typealias CronJob = Resource<CronJobSpec>
