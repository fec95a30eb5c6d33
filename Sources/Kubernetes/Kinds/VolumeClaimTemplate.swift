/// The template of a claim that each pod of a StatefulSet gets.
public struct VolumeClaimTemplate: FieldCodable {
    /// Its name.
    public var metadata = VolumeClaimTemplateMeta()

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("metadata", &metadata)
    }
}
