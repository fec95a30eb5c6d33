/// The `spec` of an `L2Template`: how the network of hosts is configured.
///
/// Source: Mirantis/mcc-api pkg/apis/common/ipam/v1alpha1/l2template_types.go; page "L2Template"
public struct L2TemplateSpec: ResourceSpec {
    /// The Cluster that it is for; replaced by a label in newer releases.
    public var clusterRef = ""
    /// The Subnets that it speaks of.
    public var l3Layout: [L3LayoutEntry] = []
    /// A netplan configuration as a Go template.
    public var npTemplate = ""
    /// The network cards by name, in the order of their numbers.
    public var ifMapping: [String] = []
    /// Beginnings of the names of cards, the first ones first; `provision` is the card that boots.
    public var autoIfMappingPrio: [String] = []

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("clusterRef", &clusterRef)
        try coder.field("l3Layout", &l3Layout)
        try coder.field("npTemplate", &npTemplate)
        try coder.field("ifMapping", &ifMapping)
        try coder.field("autoIfMappingPrio", &autoIfMappingPrio)
    }

    public typealias Status = L2TemplateStatus
    public static let info = KindInfo(
        apiVersion: "ipam.mirantis.com/v1alpha1", kind: "L2Template", home: .management)
    public static let kind = KindID(rawValue: 301)

    public static func indexKeys(_ object: Resource<Self>) -> [IndexKey] {
        [IndexKey("namespace", object.metadata.namespace)]
    }
}

/// How the network of hosts is configured.
public typealias L2Template = Resource<L2TemplateSpec>
