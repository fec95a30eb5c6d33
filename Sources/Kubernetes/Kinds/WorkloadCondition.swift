/// A condition of a workload or a Job.
public struct WorkloadCondition: FieldCodable {
    /// The type, such as `Progressing` or `Complete`.
    public var type = ""
    /// True, False or Unknown.
    public var status = ""
    /// Why, in one word.
    public var reason = ""
    /// When it was last looked at with another result (Deployment: when it last got on).
    public var lastUpdateTime: Timestamp?
    /// When its status last changed.
    public var lastTransitionTime: Timestamp?

    /// Nothing set.
    public init() {}

    /// A condition that changed just now.
    public init(_ type: String, _ isTrue: Bool, reason: String, at time: Timestamp) {
        self.type = type
        status = isTrue ? "True" : "False"
        self.reason = reason
        lastTransitionTime = time
    }

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("type", &type)
        try coder.field("status", &status)
        try coder.field("reason", &reason)
        try coder.field("lastUpdateTime", &lastUpdateTime)
        try coder.field("lastTransitionTime", &lastTransitionTime)
    }
}
