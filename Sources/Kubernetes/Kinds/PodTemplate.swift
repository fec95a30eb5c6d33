/// The template of the pods of a workload.
public struct PodTemplate: FieldCodable {
    /// Labels of its pods.
    public var metadata = PodTemplateMeta()
    /// What its pods run.
    public var spec = PodSpec()

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("metadata", &metadata)
        try coder.field("spec", &spec)
    }
}
