/// Which disk of a host a profile means, and what is done with what is on it.
///
/// Source: Mirantis/mcc-api pkg/apis/public/metal3/v1alpha1/baremetalhostprofile_types.go; page
/// "BareMetalHostProfile resource"
public struct ProfileDeviceFilter: FieldCodable {
    /// The device, such as `/dev/sda`.
    public var byName: String?
    /// A link to the device in `/dev/disk/by-path`.
    public var byPath: String?
    /// By which links the system is to call it.
    public var workBy: String?
    /// At least this size, with a unit.
    public var minSize: Value?
    /// At least this size in GiB.
    public var minSizeGiB: Value?
    /// At most this size, with a unit.
    public var maxSize: Value?
    /// At most this size in GiB.
    public var maxSizeGiB: Value?
    /// This size, with a unit; 0 for any.
    public var size: Value?
    /// This size in GiB; 0 for any.
    public var sizeGiB: Value?
    /// `ssd`, `hdd` or `nvme`.
    public var type: String?
    /// Whether what is on it is erased.
    public var wipe: Bool?
    /// How what is on it is erased.
    public var wipeDevice: Value?

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("byName", &byName)
        try coder.field("byPath", &byPath)
        try coder.field("workBy", &workBy)
        try coder.field("minSize", &minSize)
        try coder.field("minSizeGiB", &minSizeGiB)
        try coder.field("maxSize", &maxSize)
        try coder.field("maxSizeGiB", &maxSizeGiB)
        try coder.field("size", &size)
        try coder.field("sizeGiB", &sizeGiB)
        try coder.field("type", &type)
        try coder.field("wipe", &wipe)
        try coder.field("wipeDevice", &wipeDevice)
    }
}
