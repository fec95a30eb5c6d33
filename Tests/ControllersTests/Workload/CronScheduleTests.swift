import Controllers
import Kubernetes
import Simulation
import Testing

@Suite struct CronScheduleTests {
    private func time(_ text: String) throws -> Timestamp {
        Timestamp(unixSeconds: try #require(Calendar(rfc3339: text)).epochUnixSeconds)
    }

    @Test(arguments: [
        ("*/5 * * * *", "2026-11-21T13:02:30Z", "2026-11-21T13:05:00Z"),
        ("*/5 * * * *", "2026-11-21T13:05:00Z", "2026-11-21T13:10:00Z"),
        ("@hourly", "2026-11-21T13:02:30Z", "2026-11-21T14:00:00Z"),
        ("0 */4 * * *", "2026-11-21T21:00:00Z", "2026-11-22T00:00:00Z"),
        ("30 2-4,22 * * *", "2026-11-21T04:31:00Z", "2026-11-21T22:30:00Z"),
        ("0 1 * * *", "2026-12-31T01:00:00Z", "2027-01-01T01:00:00Z"),
        ("0 0 1 * *", "2026-11-21T13:02:30Z", "2026-12-01T00:00:00Z"),
        ("0 0 29 2 *", "2026-11-21T13:02:30Z", "2028-02-29T00:00:00Z"),
        ("0 0 * * sun", "2026-11-21T13:02:30Z", "2026-11-22T00:00:00Z"),
        ("0 0 * * 7", "2026-11-22T00:00:00Z", "2026-11-29T00:00:00Z"),
        ("0 0 13 * 5", "2026-11-21T00:00:00Z", "2026-11-27T00:00:00Z"),
        ("0 0 1 jan *", "2026-11-21T00:00:00Z", "2027-01-01T00:00:00Z"),
        ("10/20 0 * * *", "2026-11-21T00:10:00Z", "2026-11-21T00:30:00Z"),
    ])
    func nextTime(text: String, after: String, next: String) throws {
        let schedule = try #require(CronSchedule(text))
        #expect(schedule.next(after: try time(after))?.text == next)
        let found = try time(next)
        #expect(schedule.last(notAfter: found, after: try time(after)) == found)
    }

    @Test func theLastTimeLiesAfterTheEarliest() throws {
        let schedule = try #require(CronSchedule("0 3 * * 1"))
        let now = try time("2026-11-21T13:00:00Z")
        #expect(
            schedule.last(notAfter: now, after: try time("2026-11-01T00:00:00Z"))?.text
                == "2026-11-16T03:00:00Z")
        #expect(schedule.last(notAfter: now, after: try time("2026-11-16T03:00:00Z")) == nil)
        #expect(try #require(CronSchedule("0 0 30 2 *")).next(after: now) == nil)
    }

    @Test(arguments: [
        "", "* * * *", "* * * * * *", "60 * * * *", "* 24 * * *", "* * 0 * *", "* * * 13 *", "* * * * 8",
        "a * * * *", "5-1 * * * *", "*/0 * * * *", "1-2-3 * * * *", "@sometimes", "1, * * * *", "-1 * * * *",
    ])
    func whatIsNoneIsRefused(text: String) { #expect(CronSchedule(text) == nil) }
}
