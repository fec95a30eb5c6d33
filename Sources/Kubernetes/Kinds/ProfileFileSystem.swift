/// A file system of a profile, on a partition, a logical volume or a RAID device.
///
/// Source: Mirantis/mcc-api pkg/apis/public/metal3/v1alpha1/baremetalhostprofile_types.go; page
/// "BareMetalHostProfile resource"
public struct ProfileFileSystem: FieldCodable {
    /// The type.
    public var fileSystem = ""
    /// The partition.
    public var partition: String?
    /// The logical volume.
    public var logicalVolume: String?
    /// The RAID device.
    public var softRaidDevice: String?
    /// Where it is mounted.
    public var mountPoint: String?

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("fileSystem", &fileSystem)
        try coder.field("partition", &partition)
        try coder.field("logicalVolume", &logicalVolume)
        try coder.field("softRaidDevice", &softRaidDevice)
        try coder.field("mountPoint", &mountPoint)
    }
}
