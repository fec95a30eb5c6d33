public import Kubernetes

/// What the spec of an OpenStackDeployment is laid over: a preset or a size.
public struct OpenStackLayer: FieldCodable {
    /// The name that the spec chooses it by.
    public var name = ""
    /// What it sets.
    public var spec: Value?
    /// How certain it is.
    public var certainty = ""
    /// Where it is from.
    public var source = ""

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("name", &name)
        try coder.field("spec", &spec)
        try coder.field("certainty", &certainty)
        try coder.field("source", &source)
    }
}
