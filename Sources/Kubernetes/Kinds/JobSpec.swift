/// The `spec` of a `Job`: pods that run to an end.
///
/// Source: Kubernetes API reference, JobSpec.
public struct JobSpec: ResourceSpec {
    /// How many of its pods run at a time.
    public var parallelism: Int64 = 1
    /// How many of its pods must succeed.
    public var completions: Int64 = 1
    /// How many of its pods may fail before it has failed.
    public var backoffLimit: Int64 = 6
    /// How many seconds it may take; nil for no limit.
    public var activeDeadlineSeconds: Int64?
    /// How many seconds after its end it is deleted; nil for never.
    public var ttlSecondsAfterFinished: Int64?
    /// Whether it has no pods for now.
    public var suspend = false
    /// Its pods.
    public var selector = LabelSelector()
    /// What its pods are.
    public var template = PodTemplate()

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("parallelism", &parallelism)
        try coder.field("completions", &completions)
        try coder.field("backoffLimit", &backoffLimit)
        try coder.field("activeDeadlineSeconds", &activeDeadlineSeconds)
        try coder.field("ttlSecondsAfterFinished", &ttlSecondsAfterFinished)
        try coder.field("suspend", &suspend)
        try coder.field("selector", &selector)
        try coder.field("template", &template)
    }

    public typealias Status = JobStatus
    public static let info = KindInfo(apiVersion: "batch/v1", kind: "Job", home: .everywhere)
    public static let kind = KindID(rawValue: 340)
}

/// Pods that run to an end.
public typealias Job = Resource<JobSpec>
