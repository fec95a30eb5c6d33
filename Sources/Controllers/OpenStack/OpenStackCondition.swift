public import Kubernetes

/// Where a row of the inventory exists; without any of it, everywhere.
public struct OpenStackCondition: FieldCodable {
    /// The back ends of networking.
    public var backends: [String] = []
    /// The first release of OpenStack.
    public var from: String?
    /// The first release of OpenStack that does not have it any more.
    public var before: String?
    /// The feature that must be true, by its path below `features`.
    public var feature: String?
    /// The service that must be there.
    public var service: String?
    /// What must have messaging of its own.
    public var dedicated: String?

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("backends", &backends)
        try coder.field("from", &from)
        try coder.field("before", &before)
        try coder.field("feature", &feature)
        try coder.field("service", &service)
        try coder.field("dedicated", &dedicated)
    }
}
