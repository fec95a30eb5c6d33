/// A condition of a pod.
public struct PodCondition: FieldCodable, Hashable {
    /// The type, such as `Ready`.
    public var type = ""
    /// True, False or Unknown.
    public var status = ""

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("type", &type)
        try coder.field("status", &status)
    }
}

extension PodCondition {
    /// The condition `Ready` with this value.
    static func ready(_ isReady: Bool) -> PodCondition {
        var condition = PodCondition()
        condition.type = "Ready"
        condition.status = isReady ? "True" : "False"
        return condition
    }
}
