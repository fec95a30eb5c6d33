public import Kubernetes
import Simulation

/// The schedule of a CronJob: five fields of cron, or a word such as `@hourly`. Times are of UTC.
///
/// Source: Kubernetes documentation, "CronJob" (schedule syntax); robfig/cron parser.go: where both the day
/// of the month and the day of the week are given, either suffices.
public struct CronSchedule: Hashable, Sendable {
    private var minutes: UInt64
    private var hours: UInt64
    private var days: UInt64
    private var months: UInt64
    private var weekdays: UInt64
    private var anyDay: Bool
    private var anyWeekday: Bool

    /// The days that are looked at before it is taken that no time comes: one in eight years at least is a
    /// 29th of February.
    private static let horizon: Int64 = 366 * 9

    /// Reads a schedule; nil when it is none.
    public init?(_ text: String) {
        let words: [String: String] = [
            "@yearly": "0 0 1 1 *", "@annually": "0 0 1 1 *", "@monthly": "0 0 1 * *",
            "@weekly": "0 0 * * 0", "@daily": "0 0 * * *", "@midnight": "0 0 * * *", "@hourly": "0 * * * *",
        ]
        let fields = (words[text] ?? text).split(whereSeparator: { $0 == " " || $0 == "\t" })
        guard fields.count == 5,
            let minutes = Self.bits(fields[0], 0...59), let hours = Self.bits(fields[1], 0...23),
            let days = Self.bits(fields[2], 1...31),
            let months = Self.bits(fields[3], 1...12, Self.monthNames),
            let weekdays = Self.bits(fields[4], 0...7, Self.dayNames)
        else { return nil }
        self.minutes = minutes
        self.hours = hours
        self.days = days
        self.months = months
        // Sunday is 0 and 7.
        self.weekdays = weekdays | (weekdays >> 7 & 1)
        anyDay = fields[2].hasPrefix("*") || fields[2].hasPrefix("?")
        anyWeekday = fields[4].hasPrefix("*") || fields[4].hasPrefix("?")
    }

    private static let monthNames = [
        "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10,
        "nov": 11, "dec": 12,
    ]
    private static let dayNames = ["sun": 0, "mon": 1, "tue": 2, "wed": 3, "thu": 4, "fri": 5, "sat": 6]

    /// The first time after `time`; nil when there is none.
    public func next(after time: Timestamp) -> Timestamp? {
        let first = (time.unixSeconds.floorDivided(by: 60) + 1)
        var day = first.floorDivided(by: 1440)
        let end = day + Self.horizon
        var minute = first - day * 1440
        while day < end {
            if isDay(day) {
                while minute < 1440 {
                    if isMinute(minute) { return Timestamp(unixSeconds: (day * 1440 + minute) * 60) }
                    minute += 1
                }
            }
            day += 1
            minute = 0
        }
        return nil
    }

    /// The last time that is not after `time`, but after `earliest`; nil when there is none.
    public func last(notAfter time: Timestamp, after earliest: Timestamp) -> Timestamp? {
        let last = time.unixSeconds.floorDivided(by: 60)
        var day = last.floorDivided(by: 1440)
        var minute = last - day * 1440
        while (day + 1) * 86_400 > earliest.unixSeconds {
            if isDay(day) {
                while minute >= 0 {
                    if isMinute(minute) {
                        let found = Timestamp(unixSeconds: (day * 1440 + minute) * 60)
                        return found > earliest ? found : nil
                    }
                    minute -= 1
                }
            }
            day -= 1
            minute = 1439
        }
        return nil
    }

    private func isMinute(_ minute: Int64) -> Bool {
        hours >> UInt64(minute / 60) & 1 == 1 && minutes >> UInt64(minute % 60) & 1 == 1
    }

    private func isDay(_ day: Int64) -> Bool {
        let date = Calendar.civil(day: day)
        guard months >> UInt64(date.month) & 1 == 1 else { return false }
        let isDay = days >> UInt64(date.day) & 1 == 1
        let isWeekday = weekdays >> UInt64(date.weekday) & 1 == 1
        return anyDay || anyWeekday ? isDay && isWeekday : isDay || isWeekday
    }

    /// The numbers of a field as bits: a list of numbers, ranges and steps.
    private static func bits(
        _ text: Substring, _ range: ClosedRange<Int>, _ names: [String: Int] = [:]
    ) -> UInt64? {
        func number(_ text: Substring) -> Int? { names[text.lowercased()] ?? Int(text) }
        var bits: UInt64 = 0
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let halves = part.split(separator: "/", omittingEmptySubsequences: false)
            guard halves.count <= 2, let span = halves.first else { return nil }
            var step = 1
            if halves.count == 2 {
                guard let given = Int(halves[1]), given > 0 else { return nil }
                step = given
            }
            var (low, high) = (range.lowerBound, range.upperBound)
            if span != "*", span != "?" {
                let ends = span.split(separator: "-", omittingEmptySubsequences: false)
                guard ends.count <= 2, let first = number(ends[0]) else { return nil }
                low = first
                if ends.count == 2 {
                    guard let last = number(ends[1]) else { return nil }
                    high = last
                } else if halves.count == 1 {
                    high = first
                }
            }
            guard range.contains(low), range.contains(high), low <= high else { return nil }
            for value in stride(from: low, through: high, by: step) { bits |= 1 << UInt64(value) }
        }
        return bits
    }
}

extension Int64 {
    /// The quotient, rounded down.
    fileprivate func floorDivided(by divisor: Int64) -> Int64 {
        self / divisor - (self % divisor < 0 ? 1 : 0)
    }
}
