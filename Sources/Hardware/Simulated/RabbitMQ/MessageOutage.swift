import Simulation

/// A time in which a broker delivers no messages.
struct MessageOutage: Sendable {
    /// When it began.
    let began: SimTime
    /// When it ended; `.never` while it lasts.
    var ended = SimTime.never
}
