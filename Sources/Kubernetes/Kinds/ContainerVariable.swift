/// A variable of a container's environment.
public struct ContainerVariable: FieldCodable {
    /// The name.
    public var name = ""
    /// The value; nil when it comes from elsewhere.
    public var value: String?

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("name", &name)
        try coder.field("value", &value)
    }
}
