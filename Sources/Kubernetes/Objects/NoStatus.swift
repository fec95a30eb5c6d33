/// The status of a kind that has none.
public struct NoStatus: FieldCodable {
    /// Nothing.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {}
}
