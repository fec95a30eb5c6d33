/// The `spec` of an `IpamHost`: what the network of a machine's host is made of.
///
/// Source: Mirantis/mcc-api pkg/apis/common/ipam/v1alpha1/ipamhost_types.go; page "IpamHost"
public struct IpamHostSpec: ResourceSpec {
    /// Its network cards, by hardware address.
    public var nicMACmap: [HostNIC] = []
    /// Which L2Template; nil for the default one of its cluster.
    public var l2TemplateSelector: L2TemplateSelector?
    /// Its cards by name in the order of their numbers, instead of the template's.
    public var ifMappingOverride: [String] = []
    /// Its own configuration instead of the template's.
    public var npTemplateOverride: String?

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("nicMACmap", &nicMACmap)
        try coder.field("l2TemplateSelector", &l2TemplateSelector)
        try coder.field("ifMappingOverride", &ifMappingOverride)
        try coder.field("npTemplateOverride", &npTemplateOverride)
    }

    public typealias Status = IpamHostStatus
    public static let info = KindInfo(
        apiVersion: "ipam.mirantis.com/v1alpha1", kind: "IpamHost", home: .management)
    public static let kind = KindID(rawValue: 302)
}

/// The network of a machine's host.
public typealias IpamHost = Resource<IpamHostSpec>
