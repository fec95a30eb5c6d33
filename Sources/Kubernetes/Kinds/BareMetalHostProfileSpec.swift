/// The `spec` of a `BareMetalHostProfile`: how the disks of a host are used. Sizes are kept as written: the
/// older fields count GiB, the newer ones have a unit.
///
/// Source: Mirantis/mcc-api pkg/apis/public/metal3/v1alpha1/baremetalhostprofile_types.go; page
/// "BareMetalHostProfile resource"
public struct BareMetalHostProfileSpec: ResourceSpec {
    /// The disks, in order.
    public var devices: [ProfileDevice] = []
    /// The groups of logical volumes.
    public var volumeGroups: [ProfileVolumeGroup] = []
    /// The logical volumes.
    public var logicalVolumes: [ProfileLogicalVolume] = []
    /// The RAID devices.
    public var softRaidDevices: Value?
    /// The file systems.
    public var fileSystems: [ProfileFileSystem] = []
    /// What runs before the disks are set up.
    public var preDeployScript: String?
    /// What runs after.
    public var postDeployScript: String?
    /// The boot loader.
    public var grubConfig: Value?
    /// Kernel parameters.
    public var kernelParameters: Value?

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("devices", &devices)
        try coder.field("volumeGroups", &volumeGroups)
        try coder.field("logicalVolumes", &logicalVolumes)
        try coder.field("softRaidDevices", &softRaidDevices)
        try coder.field("fileSystems", &fileSystems)
        try coder.field("preDeployScript", &preDeployScript)
        try coder.field("postDeployScript", &postDeployScript)
        try coder.field("grubConfig", &grubConfig)
        try coder.field("kernelParameters", &kernelParameters)
    }

    public typealias Status = NoStatus
    public static let info = KindInfo(
        apiVersion: "metal3.io/v1alpha1", kind: "BareMetalHostProfile", home: .management)
    public static let kind = KindID(rawValue: 304)
}

/// How the disks of a host are used.
public typealias BareMetalHostProfile = Resource<BareMetalHostProfileSpec>
