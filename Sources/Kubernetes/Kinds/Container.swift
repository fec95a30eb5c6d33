/// A container of a pod.
public struct Container: FieldCodable {
    /// The name.
    public var name = ""
    /// The image.
    public var image = ""
    /// Its environment.
    public var env: [ContainerVariable] = []
    /// The ports that it listens on.
    public var ports: [ContainerPort] = []
    /// What it asks of its node.
    public var resources = ContainerResources()
    /// How the kubelet finds out whether it is ready; nil: as soon as it runs.
    public var readinessProbe: Probe?

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("name", &name)
        try coder.field("image", &image)
        try coder.field("env", &env)
        try coder.field("ports", &ports)
        try coder.field("resources", &resources)
        try coder.field("readinessProbe", &readinessProbe)
    }
}
