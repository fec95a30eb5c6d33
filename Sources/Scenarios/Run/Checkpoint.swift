public import Simulation
import Twin

/// A run as it was at some time, from which others may go on.
public final class Checkpoint: Sendable {
    /// When.
    public let time: SimTime
    private let driver: RunDriver

    /// Keeps a run.
    init(_ driver: consuming RunDriver) {
        time = driver.world.now
        self.driver = driver
    }

    /// A run that goes on from here. Costs what it changes later, not what exists.
    public func resume() -> RunDriver { driver.fork() }
}
