/// A module that HostOSConfigurations may use.
public struct HostOSModule: FieldCodable {
    /// Its name.
    public var name = ""
    /// Its version.
    public var version = ""
    /// Where the archive is; the vendor's own modules have none.
    public var url = ""
    /// The checksum of the archive.
    public var sha256sum = ""
    /// The modules that it replaces.
    public var deprecates: [HostOSModuleName] = []

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("name", &name)
        try coder.field("version", &version)
        try coder.field("url", &url)
        try coder.field("sha256sum", &sha256sum)
        try coder.field("deprecates", &deprecates)
    }
}

/// A module by name and version.
public struct HostOSModuleName: FieldCodable {
    /// Its name.
    public var name = ""
    /// Its version.
    public var version = ""

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("name", &name)
        try coder.field("version", &version)
    }
}
