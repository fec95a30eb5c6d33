/// Moments that come again and again: one of them, and what lies between two.
public struct Beats: Hashable, Sendable {
    /// One of them.
    public var anchor: SimTime
    /// What lies between two; positive.
    public var period: SimDuration

    /// Beats of which one comes at `anchor`.
    public init(anchor: SimTime, period: SimDuration) {
        precondition(period > .zero, "beats come after a while, not \(period)")
        self.anchor = anchor
        self.period = period
    }

    /// The last beat at `time` or before.
    public func last(upTo time: SimTime) -> SimTime {
        let since = (time.nanoseconds - anchor.nanoseconds) % period.nanoseconds
        return SimTime(nanoseconds: time.nanoseconds - (since < 0 ? since + period.nanoseconds : since))
    }

    /// The last beat before `time`.
    public func last(before time: SimTime) -> SimTime { last(upTo: time - SimDuration(nanoseconds: 1)) }

    /// The first beat at `time` or after.
    public func next(from time: SimTime) -> SimTime { last(before: time) + period }

    /// The first beat after `time`.
    public func next(after time: SimTime) -> SimTime { last(upTo: time) + period }

    /// How many beats come from `start` on and before `end`.
    public func count(from start: SimTime, until end: SimTime) -> Int {
        guard start < end else { return 0 }
        return Int((next(from: end) - next(from: start)).nanoseconds / period.nanoseconds)
    }
}
