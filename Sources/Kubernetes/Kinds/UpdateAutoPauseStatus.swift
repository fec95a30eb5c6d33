/// The status of an UpdateAutoPause.
public struct UpdateAutoPauseStatus: FieldCodable {
    /// The alerts of its list that fire.
    public var firingAlerts: [String] = []
    /// Why it can't be followed.
    public var error = ""

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("firingAlerts", &firingAlerts)
        try coder.field("error", &error)
    }
}
