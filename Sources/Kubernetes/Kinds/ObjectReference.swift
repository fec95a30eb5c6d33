/// A reference to another object.
public struct ObjectReference: FieldCodable {
    /// The name.
    public var name = ""
    /// The namespace; nil means the namespace of the referrer.
    public var namespace: String?

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("name", &name)
        try coder.field("namespace", &namespace)
    }
}
