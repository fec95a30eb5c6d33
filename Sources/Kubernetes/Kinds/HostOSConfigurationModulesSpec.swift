/// The `spec` of a `HostOSConfigurationModules`: modules that HostOSConfigurations may use.
///
/// Source: page "HostOSConfigurationModules"; Mirantis/mosk-host-os-modules index.yaml
public struct HostOSConfigurationModulesSpec: ResourceSpec {
    /// The modules.
    public var modules: [HostOSModule] = []

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("modules", &modules)
    }

    public typealias Status = HostOSConfigurationModulesStatus
    public static let info = KindInfo(
        apiVersion: "kaas.mirantis.com/v1alpha1", kind: "HostOSConfigurationModules", isNamespaced: false,
        home: .management)
    public static let kind = KindID(rawValue: 311)
}

/// Modules that HostOSConfigurations may use.
public typealias HostOSConfigurationModules = Resource<HostOSConfigurationModulesSpec>

extension HostOSConfigurationModules {
    /// The object that holds the vendor's own modules.
    /// Source: page "HostOSConfiguration and HostOSConfigurationModules concepts".
    public static var vendorName: String { "mcc-modules" }
}
