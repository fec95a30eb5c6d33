/// What runs on a node.
public struct NodeSystemInfo: FieldCodable {
    /// The running kernel.
    public var kernelVersion = ""
    /// The version of the kubelet.
    public var kubeletVersion = ""
    /// The container runtime.
    public var containerRuntimeVersion = ""

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("kernelVersion", &kernelVersion)
        try coder.field("kubeletVersion", &kubeletVersion)
        try coder.field("containerRuntimeVersion", &containerRuntimeVersion)
    }
}
