/// An address of `Endpoints`.
public struct EndpointAddress: FieldCodable {
    /// The address; empty for a pod of the twin's own, since it models no addresses of pods.
    public var ip = ""
    /// The node that the pod is on.
    public var nodeName: String?
    /// The pod.
    public var targetRef: EndpointTarget?

    /// Nothing set.
    public init() {}

    /// The address of a pod.
    public init(_ pod: Pod) {
        nodeName = pod.spec.nodeName
        var target = EndpointTarget()
        target.kind = PodSpec.info.kind
        target.namespace = pod.metadata.namespace
        target.name = pod.metadata.name
        targetRef = target
    }

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("ip", &ip)
        try coder.field("nodeName", &nodeName)
        try coder.field("targetRef", &targetRef)
    }
}
