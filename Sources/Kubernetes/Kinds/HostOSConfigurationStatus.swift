/// The status of a HostOSConfiguration.
///
/// Source: page "HostOSConfiguration"; that the fields are called so is recalled.
public struct HostOSConfigurationStatus: FieldCodable {
    /// Whether all of its modules can be applied; an object of which not all can is left out.
    public var isValid = false
    /// Whether one of its modules is deprecated.
    public var containsDeprecatedModules = false
    /// What was found out about each entry.
    public var configs: [HostOSConfigStatus] = []
    /// How far each machine is that it is about, by `NAMESPACE/NAME`.
    public var machinesStates = OrderedMap<HostOSMachineState>()

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("isValid", &isValid)
        try coder.field("containsDeprecatedModules", &containsDeprecatedModules)
        try coder.field("configs", &configs)
        try coder.field("machinesStates", &machinesStates)
    }
}
