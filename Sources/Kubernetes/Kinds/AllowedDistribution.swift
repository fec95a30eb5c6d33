/// A distribution that machines of a release may run.
public struct AllowedDistribution: FieldCodable {
    /// Its name, such as `ubuntu/jammy`.
    public var id = ""
    /// Its version, such as `22.04`.
    public var version = ""
    /// Whether machines that name none get this one.
    public var isDefault: Bool?

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("id", &id)
        try coder.field("version", &version)
        try coder.field("default", &isDefault)
    }
}
