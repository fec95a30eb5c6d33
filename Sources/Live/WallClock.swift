public import Simulation

/// The machine's clock, from when it was made on.
public struct WallClock: LiveClock {
    private let start = ContinuousClock.now

    /// A clock that begins now.
    public init() {}

    public var elapsed: SimDuration {
        let (seconds, attoseconds) = start.duration(to: .now).components
        return SimDuration(nanoseconds: seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }

    public func sleep(until elapsed: SimDuration) async throws {
        try await Task.sleep(until: start + .nanoseconds(elapsed.nanoseconds), clock: .continuous)
    }
}
