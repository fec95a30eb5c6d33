/// Maps virtual time to civil time: the epoch is a civil instant with a fixed offset from UTC.
///
/// Source of the day arithmetic: the proleptic Gregorian calendar in eras of 400 years (146,097 days).
public struct Calendar: Hashable, Sendable {
    /// Seconds from 1970-01-01T00:00:00Z to the run's epoch.
    public var epochUnixSeconds: Int64
    /// Seconds east of UTC in which local times are shown, -86,399 ... 86,399.
    public var offsetSeconds: Int64

    /// Makes a calendar whose epoch is `epochUnixSeconds` after 1970, shown at `offsetSeconds` east of UTC.
    public init(epochUnixSeconds: Int64, offsetSeconds: Int64 = 0) {
        precondition(abs(offsetSeconds) < 86_400, "offset \(offsetSeconds) s is a day or more")
        self.epochUnixSeconds = epochUnixSeconds
        self.offsetSeconds = offsetSeconds
    }

    /// Reads an RFC 3339 date-time, to the whole second; seconds may be left out, as in
    /// `2026-11-28T22:00+01:00`. Nil when malformed.
    public init?(rfc3339 text: some StringProtocol) {
        guard let instant = CivilInstant(rfc3339: text) else { return nil }
        self.init(epochUnixSeconds: instant.unixSeconds, offsetSeconds: instant.offsetSeconds)
    }

    /// The instant as RFC 3339 in UTC, whole seconds, as Kubernetes objects carry it: `2026-11-28T21:00:00Z`.
    public func rfc3339(_ time: SimTime) -> String {
        Self.text(unixSeconds(time), zone: "Z", separator: "T")
    }

    /// The instant as local wall time for people: `2026-11-28 22:00:00`.
    public func local(_ time: SimTime) -> String {
        Self.text(unixSeconds(time) + offsetSeconds, zone: "", separator: " ")
    }

    /// The offset as `+01:00` or `Z`.
    public var zone: String {
        guard offsetSeconds != 0 else { return "Z" }
        let minutes = abs(offsetSeconds) / 60
        return (offsetSeconds < 0 ? "-" : "+") + SimDuration.padded(minutes / 60) + ":"
            + SimDuration.padded(minutes % 60)
    }

    /// The instant of an RFC 3339 text, in this calendar's virtual time. Nil when malformed.
    ///
    /// What lies more than 292 years from the epoch, such as a certificate's `9999-12-31T23:59:59Z` or Go's
    /// zero time `0001-01-01T00:00:00Z`, becomes `SimTime.never` or the earliest instant.
    public func time(rfc3339 text: some StringProtocol) -> SimTime? {
        guard let instant = CivilInstant(rfc3339: text) else { return nil }
        let (seconds, isFar) = instant.unixSeconds.subtractingReportingOverflow(epochUnixSeconds)
        let (whole, isFarToo) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        guard !isFar, !isFarToo else {
            return instant.unixSeconds < epochUnixSeconds ? SimTime(nanoseconds: .min) : .never
        }
        return SimTime(nanoseconds: whole) + SimDuration(nanoseconds: instant.nanoseconds)
    }

    /// Local weekday (0 = Sunday) and hour of an instant, for maintenance schedules.
    public func weekdayAndHour(_ time: SimTime) -> (weekday: Int, hour: Int) {
        let seconds = unixSeconds(time) + offsetSeconds
        let days = CivilInstant.floorDivide(seconds, 86_400)
        return (Int(((days + 4) % 7 + 7) % 7), Int((seconds - days * 86_400) / 3600))
    }

    private func unixSeconds(_ time: SimTime) -> Int64 {
        epochUnixSeconds + CivilInstant.floorDivide(time.nanoseconds, 1_000_000_000)
    }

    private static func text(_ unixSeconds: Int64, zone: String, separator: String) -> String {
        let days = CivilInstant.floorDivide(unixSeconds, 86_400)
        let second = unixSeconds - days * 86_400
        let (year, month, day) = CivilInstant.civil(days: days)
        let century = SimDuration.padded(year / 100) + SimDuration.padded(year % 100)
        let date = "\(century)-\(SimDuration.padded(month))-\(SimDuration.padded(day))"
        let clock = [second / 3600, second / 60 % 60, second % 60].map(SimDuration.padded)
        return date + separator + clock.joined(separator: ":") + zone
    }
}
