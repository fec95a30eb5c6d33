/// A part of a volume group of a profile.
///
/// Source: Mirantis/mcc-api pkg/apis/public/metal3/v1alpha1/baremetalhostprofile_types.go; page
/// "BareMetalHostProfile resource"
public struct ProfileVolumeDevice: FieldCodable {
    /// The partition.
    public var partition: String?
    /// The RAID device.
    public var softRaidDevice: String?

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("partition", &partition)
        try coder.field("softRaidDevice", &softRaidDevice)
    }
}
