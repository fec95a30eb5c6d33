/// How the kubelet finds out about a container. Defaults: Kubernetes API reference, Probe.
public struct Probe: FieldCodable {
    /// Seconds from the container's start to the first look.
    public var initialDelaySeconds: Int64 = 0
    /// Seconds from look to look.
    public var periodSeconds: Int64 = 10
    /// Seconds that a look may take.
    public var timeoutSeconds: Int64 = 1
    /// How many good looks in a row make it ready.
    public var successThreshold: Int64 = 1
    /// How many bad looks in a row make it not ready.
    public var failureThreshold: Int64 = 3

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("initialDelaySeconds", &initialDelaySeconds)
        try coder.field("periodSeconds", &periodSeconds)
        try coder.field("timeoutSeconds", &timeoutSeconds)
        try coder.field("successThreshold", &successThreshold)
        try coder.field("failureThreshold", &failureThreshold)
    }
}
