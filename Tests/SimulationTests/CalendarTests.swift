import Simulation
import Testing

@Suite struct CalendarTests {
    private let utc = Calendar(epochUnixSeconds: 0)

    /// Instants from GNU `date -u -d TEXT +%s`.
    @Test(
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("1969-12-31T23:59:59Z", -1), ("2000-02-29T00:00:00Z", 951_782_400),
            ("1900-03-01T00:00:00Z", -2_203_891_200), ("2100-02-28T23:59:59Z", 4_107_542_399),
            ("2038-01-19T03:14:08Z", 2_147_483_648), ("2024-12-31T12:00:00Z", 1_735_646_400),
            ("2026-11-28T21:00:00Z", 1_795_899_600),
        ] as [(String, Int64)])
    func knownInstantsAreReadAndWritten(text: String, unixSeconds: Int64) throws {
        let calendar = try #require(Calendar(rfc3339: text))
        #expect(calendar.epochUnixSeconds == unixSeconds)
        #expect(calendar.rfc3339(.zero) == text)
        #expect(utc.time(rfc3339: text) == SimTime(nanoseconds: unixSeconds * 1_000_000_000))
    }

    @Test func everyDayOfFourCenturiesIsReadAsItIsWritten() throws {
        for day in stride(from: Int64(-10_000), to: 136_097, by: 1) {
            let calendar = Calendar(epochUnixSeconds: day * 86_400)
            #expect(Calendar(rfc3339: calendar.rfc3339(.zero)) == calendar)
        }
    }

    @Test func anOffsetMovesTheInstantAndTheLocalTime() throws {
        let calendar = try #require(Calendar(rfc3339: "2026-11-28T22:00+01:00"))
        #expect(calendar == Calendar(epochUnixSeconds: 1_795_899_600, offsetSeconds: 3600))
        #expect(calendar.rfc3339(.zero) == "2026-11-28T21:00:00Z")
        #expect(calendar.local(.zero) == "2026-11-28 22:00:00")
        #expect(calendar.local(.zero + .hours(2)) == "2026-11-29 00:00:00")
        #expect(calendar.zone == "+01:00")
    }

    @Test(
        arguments: [
            ("+05:30", 19_800), ("-09:30", -34_200), ("Z", 0), ("+00:00", 0), ("z", 0),
        ] as [(String, Int64)])
    func zonesAreReadAndWritten(zone: String, seconds: Int64) throws {
        let calendar = try #require(Calendar(rfc3339: "2026-01-01T00:00:00" + zone))
        #expect(calendar.offsetSeconds == seconds)
        #expect(calendar.epochUnixSeconds == 1_767_225_600 - seconds)
        #expect(calendar.zone == (seconds == 0 ? "Z" : zone))
    }

    @Test func timesBeforeTheEpochAreRoundedToThePast() {
        #expect(utc.rfc3339(SimTime(nanoseconds: -1)) == "1969-12-31T23:59:59Z")
        #expect(utc.rfc3339(SimTime(nanoseconds: -1_000_000_001)) == "1969-12-31T23:59:58Z")
    }

    @Test func fractionsOfASecondAreKeptInTimes() {
        #expect(utc.time(rfc3339: "1970-01-01T00:00:01.25Z") == SimTime(nanoseconds: 1_250_000_000))
        #expect(utc.time(rfc3339: "1969-12-31T23:59:59.999999999Z") == SimTime(nanoseconds: -1))
        #expect(utc.time(rfc3339: "1970-01-01T00:00:00.0000000019Z") == SimTime(nanoseconds: 1))
    }

    @Test func aLeapSecondIsTheSecondAfterIt() {
        #expect(Calendar(rfc3339: "2016-12-31T23:59:60Z") == Calendar(rfc3339: "2017-01-01T00:00:00Z"))
    }

    @Test func timesTooFarOffSaturate() throws {
        let calendar = try #require(Calendar(rfc3339: "2026-11-28T22:00Z"))
        #expect(calendar.time(rfc3339: "9999-12-31T23:59:59Z") == .never)
        #expect(calendar.time(rfc3339: "0001-01-01T00:00:00Z") == SimTime(nanoseconds: .min))
        #expect(calendar.rfc3339(.never) == "2319-03-10T21:47:16Z")
    }

    @Test func yearsHaveFourDigits() {
        #expect(Calendar(rfc3339: "0987-06-05T04:03:02Z")?.rfc3339(.zero) == "0987-06-05T04:03:02Z")
    }

    @Test(arguments: [
        "", "2026", "2026-11-28", "2026-11-28T22", "2026-11-28T22:00", "2026-11-28T22:00:00",
        "2026-13-01T00:00Z", "2026-00-01T00:00Z", "2026-02-29T00:00Z", "1900-02-29T00:00Z",
        "2026-04-31T00:00Z", "2026-01-00T00:00Z", "2026-01-01T24:00Z", "2026-01-01T00:60Z",
        "2026-01-01T00:00:61Z", "2026-01-01T00:00:00.Z", "2026-01-01T00:00.5Z",
        "2026-01-01T00:00+1:00", "2026-01-01T00:00+24:00", "2026-01-01T00:00+0100",
        "2026-01-01T00:00ZZ", "2026-01-01T00:00 Z", "26-01-01T00:00Z", "+026-01-01T00:00Z",
        "2026-1-01T00:00Z", "2026-01-01T00:00Z ", "２026-01-01T00:00Z", "2026/01/01T00:00Z",
    ])
    func malformedTextsAreRefused(text: String) {
        #expect(Calendar(rfc3339: text) == nil)
        #expect(utc.time(rfc3339: text) == nil)
    }

    @Test func weekdaysAndHoursAreLocal() throws {
        let calendar = try #require(Calendar(rfc3339: "2026-11-28T23:30+01:00"))
        #expect(calendar.weekdayAndHour(.zero) == (6, 23))
        #expect(calendar.weekdayAndHour(.zero + .minutes(30)) == (0, 0))
        #expect(utc.weekdayAndHour(.zero) == (4, 0))
        #expect(utc.weekdayAndHour(SimTime(nanoseconds: -1)) == (3, 23))
    }
}
