/// What a step of an update does to users and workloads.
public struct UpdateStepImpact: FieldCodable {
    /// none, minor or major.
    public var users = ""
    /// none, minor or major.
    public var workloads = ""
    /// What happens.
    public var info = ""

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("users", &users)
        try coder.field("workloads", &workloads)
        try coder.field("info", &info)
    }
}
