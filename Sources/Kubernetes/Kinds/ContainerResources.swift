/// What a container asks of its node.
public struct ContainerResources: FieldCodable {
    /// Quantities by resource, such as `cpu` and `memory`.
    public var requests = QuantityMap()

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("requests", &requests)
    }
}
