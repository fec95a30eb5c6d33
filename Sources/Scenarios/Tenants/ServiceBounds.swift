public import Simulation
import Twin

/// How much of a service may fail, and how much does at least.
public struct ServiceBounds: Hashable, Sendable {
    /// How long it serves nobody at most, all in all.
    public var down: SimDuration?
    /// How long it serves nobody at most, at a stretch.
    public var longest: SimDuration?
    /// How many of a thousand requests fail at most.
    public var failedPerThousand: Int64?
    /// How long it serves nobody at least, all in all.
    public var downAtLeast: SimDuration?
    /// How long it does without what makes it faster, at least.
    public var slowedAtLeast: SimDuration?

    /// Whether all of them hold of a service.
    func hold(of health: ServiceHealth) -> Bool {
        let stretch = health.longest?.duration ?? .zero
        return health.unavailable <= down ?? health.unavailable && stretch <= longest ?? stretch
            && health.failedPerThousand <= failedPerThousand.map(Double.init) ?? .infinity
            && health.unavailable >= downAtLeast ?? .zero && health.slowed >= slowedAtLeast ?? .zero
    }
}
