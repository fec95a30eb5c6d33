/// An instant as an RFC 3339 text gives it, and the day arithmetic that leads there.
struct CivilInstant: Equatable {
    /// Whole seconds since 1970-01-01T00:00:00Z.
    var unixSeconds: Int64
    /// The fraction of the second, 0 ..< 1,000,000,000; digits beyond the ninth are dropped.
    var nanoseconds: Int64
    /// Seconds east of UTC in which the text was written.
    var offsetSeconds: Int64

    /// Reads an RFC 3339 date-time; seconds may be left out. A leap second counts as the second after it. Nil
    /// when malformed.
    init?(rfc3339 text: some StringProtocol) {
        var reader = DigitReader(text)
        guard let year = reader.number(4), reader.accept("-"), let month = reader.number(2),
            reader.accept("-"), let day = reader.number(2), reader.accept("Tt "), let hour = reader.number(2),
            reader.accept(":"), let minute = reader.number(2), (1...12).contains(month), day >= 1,
            day <= Self.daysIn(month: month, year: year), hour < 24, minute < 60
        else { return nil }
        var second: Int64 = 0
        nanoseconds = 0
        if reader.accept(":") {
            guard let value = reader.number(2), value <= 60 else { return nil }
            second = value
            if reader.accept(".") {
                guard let fraction = reader.fraction() else { return nil }
                nanoseconds = fraction
            }
        }
        offsetSeconds = 0
        if !reader.accept("Zz") {
            let isWest = reader.accept("-")
            guard isWest || reader.accept("+"), let hours = reader.number(2), reader.accept(":"),
                let minutes = reader.number(2), hours < 24, minutes < 60
            else { return nil }
            offsetSeconds = (hours * 3600 + minutes * 60) * (isWest ? -1 : 1)
        }
        guard reader.isAtEnd else { return nil }
        let days = Self.days(year: year, month: month, day: day)
        unixSeconds = days * 86_400 + hour * 3600 + minute * 60 + second - offsetSeconds
    }

    /// The civil date `days` after 1970-01-01.
    static func civil(days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = floorDivide(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let leapDays = dayOfEra / 1460 - dayOfEra / 36_524 + dayOfEra / 146_096
        let yearOfEra = (dayOfEra - leapDays) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthIndex = (5 * dayOfYear + 2) / 153
        let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
        let day = dayOfYear - (153 * monthIndex + 2) / 5 + 1
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    /// `left / right`, rounded towards the past.
    static func floorDivide(_ left: Int64, _ right: Int64) -> Int64 {
        let quotient = left / right
        return left % right < 0 ? quotient - 1 : quotient
    }

    private static func daysIn(month: Int64, year: Int64) -> Int64 {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = floorDivide(shifted, 400)
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}
