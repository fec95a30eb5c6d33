/// An edge of the release graph.
public struct ReleaseUpgrade: FieldCodable {
    /// The version of the release to upgrade to.
    public var version = ""
    /// Whether nodes must reboot.
    public var rebootRequired: Bool?
    /// Whether no maintenance is needed.
    public var skipMaintenance: Bool?

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("version", &version)
        try coder.field("rebootRequired", &rebootRequired)
        try coder.field("skipMaintenance", &skipMaintenance)
    }
}
