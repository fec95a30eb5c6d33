/// When an operation on a host began and ended.
public struct OperationMetric: FieldCodable {
    /// When it began.
    public var start: Timestamp?
    /// When it ended; nil while it goes on.
    public var end: Timestamp?

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("start", &start)
        try coder.field("end", &end)
    }
}
