public import Simulation

/// A clock on the wall, or one that a test turns by hand.
public protocol LiveClock: Sendable {
    /// How long it has run; never less than before.
    var elapsed: SimDuration { get }

    /// Waits until it has run for so long.
    func sleep(until elapsed: SimDuration) async throws
}
