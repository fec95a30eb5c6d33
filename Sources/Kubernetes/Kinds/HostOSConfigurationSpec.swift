/// The `spec` of a `HostOSConfiguration`: which modules configure the operating systems of which machines.
///
/// Source: pages "HostOSConfiguration", "HostOSConfiguration and HostOSConfigurationModules concepts"; the
/// fields `phase`, `order` and `description` of entries are recalled.
public struct HostOSConfigurationSpec: ResourceSpec {
    /// The machines of the same namespace; none when it is missing or empty, other than elsewhere.
    public var machineSelector: LabelSelector?
    /// The place among other objects, from 1 to 1024: lower first, those without one last.
    public var order: Int64?
    /// The modules and their values.
    public var configs: [HostOSConfig] = []

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("machineSelector", &machineSelector)
        try coder.field("order", &order)
        try coder.field("configs", &configs)
    }

    public typealias Status = HostOSConfigurationStatus
    public static let info = KindInfo(
        apiVersion: "kaas.mirantis.com/v1alpha1", kind: "HostOSConfiguration", home: .management)
    public static let kind = KindID(rawValue: 310)

    public static func indexKeys(_ object: Resource<Self>) -> [IndexKey] {
        [IndexKey("namespace", object.metadata.namespace)]
    }
}

/// Which modules configure the operating systems of which machines.
public typealias HostOSConfiguration = Resource<HostOSConfigurationSpec>

extension HostOSConfiguration {
    /// Whether it is about a machine with these labels.
    public func selects(_ labels: StringMap) -> Bool {
        guard let selector = spec.machineSelector, !selector.isEmpty else { return false }
        return selector.matches(labels)
    }
}
