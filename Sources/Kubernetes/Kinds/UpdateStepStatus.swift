/// How far a step of a plan is.
public struct UpdateStepStatus: FieldCodable {
    /// The step.
    public var id = ""
    /// Its name.
    public var name = ""
    /// How far it is.
    public var status = UpdateStepState.notStarted
    /// When it began.
    public var startedAt: Timestamp?
    /// How long it has taken, as a Go duration.
    public var duration = ""
    /// What it waits for.
    public var message = ""

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("id", &id)
        try coder.field("name", &name)
        try coder.field("status", &status)
        try coder.field("startedAt", &startedAt)
        try coder.field("duration", &duration)
        try coder.field("message", &message)
    }
}
