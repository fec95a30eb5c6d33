/// What an inspection found in a host.
///
/// Source: metal3-io/baremetal-operator apis/metal3.io/v1alpha1 (HardwareDetails)
public struct HostHardware: FieldCodable {
    /// The processors.
    public var cpu = HostProcessor()
    /// The memory.
    public var ramMebibytes: Int64 = 0
    /// The disks.
    public var storage: [HostStorage] = []
    /// The network interfaces.
    public var nics: [HostInterface] = []

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("cpu", &cpu)
        try coder.field("ramMebibytes", &ramMebibytes)
        try coder.field("storage", &storage)
        try coder.field("nics", &nics)
    }
}
