/// A volume that is a PersistentVolumeClaim.
public struct ClaimReference: FieldCodable {
    /// The claim.
    public var claimName = ""

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("claimName", &claimName)
    }
}
