/// The `spec` of a `Subnet`: the addresses that machines of clusters are given. Labels `ipam/SVC-...` say for
/// which services.
///
/// Source: Mirantis/mcc-api pkg/apis/common/ipam/v1alpha1/subnet_types.go; page "Subnet"
public struct SubnetSpec: ResourceSpec {
    /// The network, such as `10.0.0.0/24`.
    public var cidr = ""
    /// What may be given, as `10.0.0.10-10.0.0.40` or single addresses; empty for the whole network.
    public var includeRanges: [String] = []
    /// What may not.
    public var excludeRanges: [String] = []
    /// Whether the first and the last address of the network may be given too.
    public var useWholeCidr = false
    /// The gateway, which is never given.
    public var gateway = ""
    /// The name servers, which are never given.
    public var nameservers: [String] = []
    /// The pool that the network was taken from; of old releases.
    public var subnetPoolRef = ""

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("cidr", &cidr)
        try coder.field("includeRanges", &includeRanges)
        try coder.field("excludeRanges", &excludeRanges)
        try coder.field("useWholeCidr", &useWholeCidr)
        try coder.field("gateway", &gateway)
        try coder.field("nameservers", &nameservers)
        try coder.field("subnetPoolRef", &subnetPoolRef)
    }

    public typealias Status = SubnetStatus
    public static let info = KindInfo(
        apiVersion: "ipam.mirantis.com/v1alpha1", kind: "Subnet", home: .management)
    public static let kind = KindID(rawValue: 300)

    public static func indexKeys(_ object: Resource<Self>) -> [IndexKey] {
        [IndexKey("namespace", object.metadata.namespace)]
    }
}

/// Addresses that machines of clusters are given.
public typealias Subnet = Resource<SubnetSpec>
