public import Simulation

/// When somebody works: from an hour to another on some days of the week, in local time.
public struct WorkingHours: Hashable, Sendable {
    /// The days, 0 for Sunday to 6 for Saturday.
    public var days: Set<Int>
    /// From when on, since midnight.
    public var from: SimDuration
    /// Until when, since midnight; later than `from`.
    public var until: SimDuration

    /// The days by their names.
    public static let dayNames = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]

    /// Makes working hours.
    public init(days: Set<Int>, from: SimDuration, until: SimDuration) {
        precondition(!days.isEmpty && from < until && until <= .hours(24), "nobody works \(from) to \(until)")
        self.days = days
        self.from = from
        self.until = until
    }

    /// The first instant of work from `time` on.
    public func next(from time: SimTime, _ calendar: Calendar) -> SimTime {
        var midnight = Self.midnight(before: time, calendar)
        // A day of work comes within a week.
        for _ in 0...7 {
            let start = max(midnight + from, time)
            let noon = calendar.weekdayAndHour(midnight + .hours(12))
            if days.contains(noon.weekday), start < midnight + until { return start }
            midnight = midnight + .hours(24)
        }
        preconditionFailure("no day of \(days) comes within a week")
    }

    private static func midnight(before time: SimTime, _ calendar: Calendar) -> SimTime {
        let local = calendar.epochUnixSeconds + calendar.offsetSeconds
        let seconds = time.nanoseconds / 1_000_000_000 + local
        let sinceMidnight = (seconds % 86_400 + 86_400) % 86_400
        return time - .seconds(sinceMidnight) - SimDuration(nanoseconds: time.nanoseconds % 1_000_000_000)
    }
}
