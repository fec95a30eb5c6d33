/// An instant of virtual time: nanoseconds since the run's epoch.
///
/// Sums and differences saturate, so that `never` plus a timeout is `never`, not a trap.
public struct SimTime: Hashable, Comparable, Sendable {
    /// Nanoseconds since the epoch; negative for what lies before the run.
    public var nanoseconds: Int64

    /// Makes the instant `nanoseconds` after the epoch.
    @inlinable
    public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

    /// The run's epoch.
    public static let zero = SimTime(nanoseconds: 0)

    /// An instant that no run reaches.
    public static let never = SimTime(nanoseconds: .max)

    /// True when `left` is earlier.
    @inlinable
    public static func < (left: SimTime, right: SimTime) -> Bool { left.nanoseconds < right.nanoseconds }

    /// The instant `right` after `left`.
    @inlinable
    public static func + (left: SimTime, right: SimDuration) -> SimTime {
        let (sum, overflow) = left.nanoseconds.addingReportingOverflow(right.nanoseconds)
        return SimTime(nanoseconds: overflow ? (left.nanoseconds < 0 ? .min : .max) : sum)
    }

    /// The instant `right` before `left`.
    @inlinable
    public static func - (left: SimTime, right: SimDuration) -> SimTime {
        SimTime(nanoseconds: (left - SimTime(nanoseconds: right.nanoseconds)).nanoseconds)
    }

    /// How long after `right` `left` is.
    @inlinable
    public static func - (left: SimTime, right: SimTime) -> SimDuration {
        let (difference, overflow) = left.nanoseconds.subtractingReportingOverflow(right.nanoseconds)
        return SimDuration(nanoseconds: overflow ? (left.nanoseconds < 0 ? .min : .max) : difference)
    }
}
