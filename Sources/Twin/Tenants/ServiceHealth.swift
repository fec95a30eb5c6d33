public import Simulation

/// What a client of a service noticed in a run, if it called it all the time.
public struct ServiceHealth: Hashable, Sendable {
    /// The service.
    public var name: String
    /// Whether tenants call it themselves.
    public var isAPI: Bool
    /// The times in which it served nobody.
    public var outages: [ServiceOutage]
    /// How long the requests failed that were spread evenly over the run: 10 s of half of them are 5 s.
    public var failing: SimDuration
    /// How long some of the requests failed, and others did not.
    public var degraded: SimDuration
    /// How long it answered without something that makes it faster.
    public var slowed: SimDuration
    /// How long it was looked at.
    public var observed: SimDuration

    /// How long it served nobody.
    public var unavailable: SimDuration { outages.reduce(.zero) { $0 + $1.duration } }

    /// The longest time in which it served nobody, or nil.
    public var longest: ServiceOutage? {
        outages.max { ($0.duration, $1.start) < ($1.duration, $0.start) }
    }

    /// How many of a thousand evenly spread requests failed.
    public var failedPerThousand: Double {
        observed > .zero ? Double(failing.nanoseconds) * 1000 / Double(observed.nanoseconds) : 0
    }
}
