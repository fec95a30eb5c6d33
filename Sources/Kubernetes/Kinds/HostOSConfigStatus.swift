/// What was found out about an entry of a HostOSConfiguration.
public struct HostOSConfigStatus: FieldCodable {
    /// The name of the module.
    public var moduleName = ""
    /// Its version.
    public var moduleVersion = ""
    /// The HostOSConfigurationModules that it is of.
    public var modulesReference = ""
    /// What keeps it from being applied.
    public var messages: [String] = []

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("moduleName", &moduleName)
        try coder.field("moduleVersion", &moduleVersion)
        try coder.field("modulesReference", &modulesReference)
        try coder.field("messages", &messages)
    }
}
