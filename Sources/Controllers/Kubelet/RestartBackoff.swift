public import Simulation

/// How long a container that has ended waits until it is started again: not at all at first, then 10 s,
/// doubling, 300 s at most; an end after ten minutes of running counts as the first again.
///
/// Source: kubernetes pkg/kubelet/kubelet.go (MaxContainerBackOff 300 s, initial back-off 10 s), client-go
/// util/flowcontrol/backoff.go (hasExpired: twice the maximum); Kubernetes documentation, "Pod Lifecycle".
public struct RestartBackoff: Hashable, Sendable {
    /// When the container last ended; before the run if never.
    public private(set) var endedAt = Estate.longAgo
    /// How often it has ended without ten minutes of running between.
    public private(set) var ends = 0

    private static let forgiveness = SimDuration.minutes(10)

    /// Of a container that has never ended.
    init() {}

    /// How long it waits after its last end.
    var delay: SimDuration {
        ends <= 1 ? .zero : min(.seconds(10 << Int64(min(ends - 2, 8))), .seconds(300))
    }

    /// When it began again after its last end, or will.
    var begunAt: SimTime { endedAt + delay }

    /// It ends.
    mutating func end(at now: SimTime) {
        ends = now - begunAt > Self.forgiveness ? 1 : ends + 1
        endedAt = now
    }
}
