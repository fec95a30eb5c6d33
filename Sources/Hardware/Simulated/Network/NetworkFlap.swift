import Simulation

/// An interface whose link comes and goes.
struct NetworkFlap: Hashable, Sendable {
    /// Tells it apart from others of the same interface.
    var id: UInt32
    /// The interface.
    var interface: UInt64
    /// Half of it is spent down.
    var period: SimDuration
    /// Whether the link is down now.
    var isDown: Bool
}
