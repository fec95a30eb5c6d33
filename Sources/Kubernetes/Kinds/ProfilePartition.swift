/// A partition of a disk of a profile.
///
/// Source: Mirantis/mcc-api pkg/apis/public/metal3/v1alpha1/baremetalhostprofile_types.go; page
/// "BareMetalHostProfile resource"
public struct ProfilePartition: FieldCodable {
    /// The name.
    public var name = ""
    /// The size, with a unit; 0 for the rest.
    public var size: Value?
    /// The size in GiB; 0 for the rest.
    public var sizeGiB: Value?
    /// Its flags.
    public var partflags: [String] = []

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("name", &name)
        try coder.field("size", &size)
        try coder.field("sizeGiB", &sizeGiB)
        try coder.field("partflags", &partflags)
    }
}
