/// A volume group of a profile.
///
/// Source: Mirantis/mcc-api pkg/apis/public/metal3/v1alpha1/baremetalhostprofile_types.go; page
/// "BareMetalHostProfile resource"
public struct ProfileVolumeGroup: FieldCodable {
    /// The name.
    public var name = ""
    /// What it consists of.
    public var devices: [ProfileVolumeDevice] = []

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("name", &name)
        try coder.field("devices", &devices)
    }
}
