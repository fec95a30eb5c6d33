/// How long a step of an update takes.
public struct UpdateStepDuration: FieldCodable {
    /// How long it is expected to take, as a Go duration.
    public var estimated = ""
    /// On what that rests.
    public var info = ""

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("estimated", &estimated)
        try coder.field("info", &info)
    }
}
