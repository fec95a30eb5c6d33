/// A port of a `Service`.
public struct ServicePort: FieldCodable {
    /// The name.
    public var name = ""
    /// The number.
    public var port: Int64 = 0
    /// TCP, UDP or SCTP.
    public var transport = "TCP"
    /// The pods' port: a number or a name; nil for the same number.
    public var targetPort: Value?

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("name", &name)
        try coder.field("port", &port)
        try coder.field("protocol", &transport)
        try coder.field("targetPort", &targetPort)
    }
}
