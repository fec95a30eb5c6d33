/// The status of a workload lock.
public struct WorkloadLockStatus: FieldCodable {
    /// Whether LCM may act.
    public var state = WorkloadLockState.active
    /// What it waits for.
    public var errorMessage = ""
    /// The release of the controller that wrote it.
    public var release = ""

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("state", &state)
        try coder.field("errorMessage", &errorMessage)
        try coder.field("release", &release)
    }
}
