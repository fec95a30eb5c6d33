/// The status of a Node.
public struct NodeStatus: FieldCodable {
    /// Its conditions.
    public var conditions: [NodeCondition] = []
    /// What it offers to pods: cores, bytes of memory, how many.
    public var allocatable = QuantityMap()
    /// What runs on it.
    public var nodeInfo = NodeSystemInfo()

    /// Nothing set.
    public init() {}

    /// Whether the condition `Ready` is true.
    public var isReady: Bool { conditions.first { $0.type == "Ready" }?.status == "True" }

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("conditions", &conditions)
        try coder.field("allocatable", &allocatable)
        try coder.field("nodeInfo", &nodeInfo)
    }
}
