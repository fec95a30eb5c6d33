/// A port of `Endpoints`.
public struct EndpointPort: FieldCodable {
    /// The name.
    public var name = ""
    /// The number.
    public var port: Int64 = 0
    /// TCP, UDP or SCTP.
    public var transport = "TCP"

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("name", &name)
        try coder.field("port", &port)
        try coder.field("protocol", &transport)
    }
}
