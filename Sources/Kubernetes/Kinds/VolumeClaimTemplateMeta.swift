/// Metadata of a claim template.
public struct VolumeClaimTemplateMeta: FieldCodable {
    /// The name of the volume.
    public var name = ""

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("name", &name)
    }
}
