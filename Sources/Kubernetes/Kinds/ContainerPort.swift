/// A port of a container.
public struct ContainerPort: FieldCodable {
    /// The port of the container; that of the node, too, when the pod is in the node's network.
    public var containerPort: Int64 = 0
    /// The port of the node; 0 for none.
    public var hostPort: Int64 = 0

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("containerPort", &containerPort)
        try coder.field("hostPort", &hostPort)
    }
}
