/// The health of a component of an OpenStackDeployment.
public struct OpenStackComponentHealth: FieldCodable {
    /// Ready or Unhealthy; nothing else exists.
    public enum Health: String, FieldEnum {
        case ready = "Ready"
        case unhealthy = "Unhealthy"
    }

    /// The health.
    public var status = Health.unhealthy
    /// The generation of its object that this is about.
    public var generation: Int64 = 0

    /// Unhealthy.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("status", &status)
        try coder.field("generation", &generation)
    }
}
