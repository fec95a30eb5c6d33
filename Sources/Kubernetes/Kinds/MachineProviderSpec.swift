/// The bare-metal provider part of a Machine.
public struct MachineProviderSpec: FieldCodable {
    /// The provider group and version.
    public var apiVersion = ""
    /// The kind of provider spec.
    public var kind = ""
    /// Which BareMetalHost.
    public var hostSelector = LabelSelector()
    /// The layout of its disks.
    public var bareMetalHostProfile: ObjectReference?
    /// How its network is configured; nil for the default of its cluster.
    public var l2TemplateSelector: L2TemplateSelector?
    /// Its network cards by name in the order of their numbers, instead of the template's.
    public var l2TemplateIfMappingOverride: [String] = []
    /// Labels of its node.
    public var nodeLabels: [NodeLabel] = []
    /// Its place in the order of updates, lower first; nil is given a place by itself.
    public var upgradeIndex: Int64?
    /// Whether it is in maintenance.
    public var maintenance: Bool?
    /// Whether it is to be prepared for its deletion and deleted.
    /// Source: Mirantis/mcc-api pkg/apis/kaas/v1alpha1/machine.go (MachineSpecMixin).
    public var delete: Bool?
    /// How it goes; nil means what the release of its cluster has as default.
    public var deletionPolicy: DeletionPolicy?
    /// Whether it is taken out of lifecycle management and of Kubernetes. Workers only. The name of the field
    /// is recalled; source of what it does: page "Disable a machine".
    public var disable: Bool?

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("apiVersion", &apiVersion)
        try coder.field("kind", &kind)
        try coder.field("hostSelector", &hostSelector)
        try coder.field("bareMetalHostProfile", &bareMetalHostProfile)
        try coder.field("l2TemplateSelector", &l2TemplateSelector)
        try coder.field("l2TemplateIfMappingOverride", &l2TemplateIfMappingOverride)
        try coder.field("nodeLabels", &nodeLabels)
        try coder.field("upgradeIndex", &upgradeIndex)
        try coder.field("maintenance", &maintenance)
        try coder.field("delete", &delete)
        try coder.field("deletionPolicy", &deletionPolicy)
        try coder.field("disable", &disable)
    }
}
