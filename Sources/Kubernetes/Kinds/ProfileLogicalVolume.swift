/// A logical volume of a profile.
///
/// Source: Mirantis/mcc-api pkg/apis/public/metal3/v1alpha1/baremetalhostprofile_types.go; page
/// "BareMetalHostProfile resource"
public struct ProfileLogicalVolume: FieldCodable {
    /// The name.
    public var name = ""
    /// Its volume group.
    public var vg = ""
    /// The size, with a unit; 0 for the rest.
    public var size: Value?
    /// The size in GiB; 0 for the rest.
    public var sizeGiB: Value?

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("name", &name)
        try coder.field("vg", &vg)
        try coder.field("size", &size)
        try coder.field("sizeGiB", &sizeGiB)
    }
}
