/// A disk of a host.
public struct HostStorage: FieldCodable {
    /// The device, such as `/dev/nvme0n1`.
    public var name = ""
    /// The size.
    public var sizeBytes: Int64 = 0
    /// `HDD`, `SSD` or `NVME`.
    public var type = ""

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("name", &name)
        try coder.field("sizeBytes", &sizeBytes)
        try coder.field("type", &type)
    }
}
