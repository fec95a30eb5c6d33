/// The status of a Pod.
public struct PodStatus: FieldCodable {
    /// The phase.
    public var phase = PodPhase.pending
    /// Its conditions.
    public var conditions: [PodCondition] = []
    /// When the kubelet took it.
    public var startTime: Timestamp?

    /// Nothing set.
    public init() {}

    /// Whether the condition `Ready` is true.
    public var isReady: Bool {
        get { conditions.contains { $0.type == "Ready" && $0.status == "True" } }
        set {
            let condition = PodCondition.ready(newValue)
            if let index = conditions.firstIndex(where: { $0.type == "Ready" }) {
                conditions[index] = condition
            } else {
                conditions.append(condition)
            }
        }
    }

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("phase", &phase)
        try coder.field("conditions", &conditions)
        try coder.field("startTime", &startTime)
    }
}
