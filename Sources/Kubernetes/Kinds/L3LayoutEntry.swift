/// A Subnet that an L2Template speaks of.
///
/// Source: Mirantis/mcc-api pkg/apis/common/ipam/ipam/l2template/types/types.go
public struct L3LayoutEntry: FieldCodable {
    /// The name by which the template calls it; the Subnet's own without a selector.
    public var subnetName = ""
    /// The pool to take it from; of old releases.
    public var subnetPool: String?
    /// Where it is looked for: `global`, `namespace` or `cluster`.
    public var scope = ""
    /// The labels of the Subnet, when it is not found by its name.
    public var labelSelector = StringMap()

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("subnetName", &subnetName)
        try coder.field("subnetPool", &subnetPool)
        try coder.field("scope", &scope)
        try coder.field("labelSelector", &labelSelector)
    }
}
