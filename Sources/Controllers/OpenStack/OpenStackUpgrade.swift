public import Kubernetes

/// The turn of a service in an upgrade of OpenStack.
public struct OpenStackUpgrade: FieldCodable {
    /// Its place in the order, from 1 on.
    public var place: Int64 = 0
    /// What is brought to the new release one after the other before all of it is: `job/NAME`,
    /// `workload/NAME`.
    public var steps: [String] = []

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("place", &place)
        try coder.field("steps", &steps)
    }
}
