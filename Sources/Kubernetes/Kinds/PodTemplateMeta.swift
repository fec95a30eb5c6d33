/// Metadata of a pod template.
public struct PodTemplateMeta: FieldCodable {
    /// Labels.
    public var labels = StringMap()
    /// Annotations.
    public var annotations = StringMap()

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("labels", &labels)
        try coder.field("annotations", &annotations)
    }
}
