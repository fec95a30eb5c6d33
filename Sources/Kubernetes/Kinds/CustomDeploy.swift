/// A deployment by a method of one's own instead of an image.
public struct CustomDeploy: FieldCodable {
    /// The deploy step.
    public var method = ""

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("method", &method)
    }
}
