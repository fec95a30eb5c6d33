public import Kubernetes

/// A CronJob of a service.
public struct OpenStackCronJob: FieldCodable {
    /// The name.
    public var name = ""
    /// When it runs, as cron writes it.
    public var schedule = ""
    /// The feature without which it is suspended, by its path below `features`.
    public var suspendedUnless: String?
    /// Where it exists.
    public var when = OpenStackCondition()

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("name", &name)
        try coder.field("schedule", &schedule)
        try coder.field("suspendedUnless", &suspendedUnless)
        try coder.field("when", &when)
    }
}
