/// The processors of a host.
public struct HostProcessor: FieldCodable {
    /// The architecture, such as `x86_64`.
    public var arch = ""
    /// How many threads.
    public var count: Int64 = 0

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("arch", &arch)
        try coder.field("count", &count)
    }
}
