public import Simulation

/// What faults do to a host at present. All at rest when no fault is on.
public struct HostFaults: Hashable, Sendable {
    /// Added to each power-on self test.
    public var extraPost = SimDuration.zero
    /// The host hangs at its next boots.
    public var hangsAtBoot = false
    /// The item that fails, and how often it still will.
    public var failingItem = ""
    public var failures = 0

    /// Nothing is wrong.
    public init() {}

    /// The exit code of a run of `item`; uses up one failure when it is the failing one.
    mutating func exitCode(ofItem item: String) -> Int32 {
        guard failures > 0, item == failingItem else { return 0 }
        failures -= 1
        return 1
    }
}
