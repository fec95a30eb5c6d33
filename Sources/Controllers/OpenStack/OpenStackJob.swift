public import Kubernetes

/// A Job of a service.
public struct OpenStackJob: FieldCodable {
    /// The name.
    public var name = ""
    /// The endpoints and Jobs that its pod waits for before it starts.
    public var services: [String] = []
    public var jobs: [String] = []
    /// Whether it exists in upgrades only.
    public var upgrade = false
    /// Where it exists.
    public var when = OpenStackCondition()

    /// Nothing set.
    public init() {}

    public mutating func code<C: FieldCoder>(_ coder: inout C) throws(FieldError) {
        try coder.field("name", &name)
        try coder.field("services", &services)
        try coder.field("jobs", &jobs)
        try coder.field("upgrade", &upgrade)
        try coder.field("when", &when)
    }
}
