/// The object behind an address of `Endpoints`: a pod.
public struct EndpointTarget: FieldCodable {
    /// The kind.
    public var kind = ""
    /// The namespace.
    public var namespace = ""
    /// The name.
    public var name = ""

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("kind", &kind)
        try coder.field("namespace", &namespace)
        try coder.field("name", &name)
    }
}
