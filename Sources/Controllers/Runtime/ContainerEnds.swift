public import Simulation

/// How often a container has ended, and when it begins again.
///
/// Source: Kubernetes documentation, "Pod Lifecycle" (CrashLoopBackOff: not at all at first, then 10 s,
/// doubling, 300 s at most; reset after 10 min without an end).
public struct ContainerEnds: Sendable {
    /// When it last ended; before the run if never.
    public private(set) var last = Estate.longAgo
    /// How often it has ended without ten minutes between.
    public private(set) var count = 0

    private static let forgiveness = SimDuration.minutes(10)

    /// It has never ended.
    public init() {}

    /// How long it waits before it begins again.
    public var backoff: SimDuration {
        count <= 1 ? .zero : min(.seconds(10 << Int64(min(count - 2, 8))), .seconds(300))
    }

    /// When it began again after its last end, or will.
    public var begunAt: SimTime { last + backoff }

    /// It ends, and begins again after its back-off.
    mutating func end(at now: SimTime) {
        count = now - begunAt > Self.forgiveness ? 1 : count + 1
        last = now
    }
}
