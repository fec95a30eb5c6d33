/// The status of a HostOSConfigurationModules.
public struct HostOSConfigurationModulesStatus: FieldCodable {
    /// How each module is.
    public var modules: [HostOSModuleStatus] = []

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("modules", &modules)
    }
}

/// How a module is.
///
/// Source: page "Troubleshooting" of the host OS configuration.
public struct HostOSModuleStatus: FieldCodable {
    /// Its name.
    public var name = ""
    /// Its version.
    public var version = ""
    /// Where its archive is.
    public var url = ""
    /// The checksum of the archive.
    public var sha256sum = ""
    /// A `HostOSModuleState`; others are kept as they are read.
    public var state = ""
    /// Why it can't be used.
    public var error = ""

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("name", &name)
        try coder.field("version", &version)
        try coder.field("url", &url)
        try coder.field("sha256sum", &sha256sum)
        try coder.field("state", &state)
        try coder.field("error", &error)
    }
}

/// How a module is.
public enum HostOSModuleState: String, CaseIterable, Sendable {
    /// It can be used.
    case available
    /// It can be used, but another one replaces it.
    case deprecated
    /// It can't be used.
    case error
}
