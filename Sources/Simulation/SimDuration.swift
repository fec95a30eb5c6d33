/// A length of virtual time, in whole nanoseconds. May be negative when it is a difference.
public struct SimDuration: Hashable, Comparable, Sendable {
    /// The length in nanoseconds.
    public var nanoseconds: Int64

    /// Makes a duration of `nanoseconds`.
    @inlinable
    public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

    /// No time at all.
    public static let zero = SimDuration(nanoseconds: 0)

    /// `count` milliseconds.
    @inlinable
    public static func milliseconds(_ count: Int64) -> SimDuration {
        SimDuration(nanoseconds: count * 1_000_000)
    }

    /// `count` seconds.
    @inlinable
    public static func seconds(_ count: Int64) -> SimDuration {
        SimDuration(nanoseconds: count * 1_000_000_000)
    }

    /// `count` minutes.
    @inlinable
    public static func minutes(_ count: Int64) -> SimDuration { .seconds(count * 60) }

    /// `count` hours.
    @inlinable
    public static func hours(_ count: Int64) -> SimDuration { .seconds(count * 3600) }

    /// The length in whole seconds, towards zero.
    @inlinable
    public var wholeSeconds: Int64 { nanoseconds / 1_000_000_000 }

    /// True when `left` is shorter.
    @inlinable
    public static func < (left: SimDuration, right: SimDuration) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    /// The sum.
    @inlinable
    public static func + (left: SimDuration, right: SimDuration) -> SimDuration {
        SimDuration(nanoseconds: left.nanoseconds + right.nanoseconds)
    }

    /// The difference.
    @inlinable
    public static func - (left: SimDuration, right: SimDuration) -> SimDuration {
        SimDuration(nanoseconds: left.nanoseconds - right.nanoseconds)
    }

    /// `right` times `left`.
    @inlinable
    public static func * (left: SimDuration, right: Int64) -> SimDuration {
        SimDuration(nanoseconds: left.nanoseconds * right)
    }

    /// A `right`-th of `left`, towards zero.
    @inlinable
    public static func / (left: SimDuration, right: Int64) -> SimDuration {
        SimDuration(nanoseconds: left.nanoseconds / right)
    }

    /// Adds `right`.
    @inlinable
    public static func += (left: inout SimDuration, right: SimDuration) {
        left.nanoseconds += right.nanoseconds
    }
}
