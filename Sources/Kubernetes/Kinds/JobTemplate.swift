/// The template of the Jobs of a CronJob.
public struct JobTemplate: FieldCodable {
    /// Labels of its Jobs.
    public var metadata = PodTemplateMeta()
    /// What its Jobs are.
    public var spec = JobSpec()

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("metadata", &metadata)
        try coder.field("spec", &spec)
    }
}
