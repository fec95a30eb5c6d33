/// The `spec` of an `IPaddr`: an address that is asked for.
///
/// Source: Mirantis/mcc-api pkg/apis/common/ipam/v1alpha1/ip_addr_types.go; page "IPaddr"
public struct IPaddrSpec: ResourceSpec {
    /// The Subnet, as `NAMESPACE/NAME`.
    public var subnetRef = ""
    /// The address; empty for any.
    public var wantedAddress = ""
    /// The hardware address it is for.
    public var mac = ""

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("subnetRef", &subnetRef)
        try coder.field("wantedAddress", &wantedAddress)
        try coder.field("mac", &mac)
    }

    public typealias Status = IPaddrStatus
    public static let info = KindInfo(
        apiVersion: "ipam.mirantis.com/v1alpha1", kind: "IPaddr", home: .management)
    public static let kind = KindID(rawValue: 303)

    public static func indexKeys(_ object: Resource<Self>) -> [IndexKey] {
        [IndexKey("subnet", object.spec.subnetRef)]
    }
}

/// An address that is asked for, and given.
public typealias IPaddr = Resource<IPaddrSpec>
