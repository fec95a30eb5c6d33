/// The status of an object of an unmodelled kind, as it is.
public struct UntypedStatus: FieldCodable {
    /// The value under `status`.
    public var value: Value?

    /// No status.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {}
}
