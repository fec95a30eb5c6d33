/// A disk of a profile.
///
/// Source: Mirantis/mcc-api pkg/apis/public/metal3/v1alpha1/baremetalhostprofile_types.go; page
/// "BareMetalHostProfile resource"
public struct ProfileDevice: FieldCodable {
    /// Which disk.
    public var device = ProfileDeviceFilter()
    /// Its partitions, in order.
    public var partitions: [ProfilePartition] = []

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("device", &device)
        try coder.field("partitions", &partitions)
    }
}
