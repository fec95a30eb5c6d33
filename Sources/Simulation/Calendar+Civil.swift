extension Calendar {
    /// The date so many days after 1970-01-01: month 1-12, day 1-31, day of the week (0 = Sunday).
    public static func civil(day: Int64) -> (month: Int64, day: Int64, weekday: Int64) {
        let date = CivilInstant.civil(days: day)
        return (date.month, date.day, ((day + 4) % 7 + 7) % 7)
    }
}
