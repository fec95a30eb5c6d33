/// Who uses a host.
public struct ConsumerReference: FieldCodable {
    /// The kind.
    public var kind = ""
    /// The name.
    public var name = ""
    /// The namespace.
    public var namespace = ""

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("kind", &kind)
        try coder.field("name", &name)
        try coder.field("namespace", &namespace)
    }
}
