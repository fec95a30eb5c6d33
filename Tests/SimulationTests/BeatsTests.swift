import Simulation
import Testing

@Suite struct BeatsTests {
    let beats = Beats(anchor: .zero + .seconds(3), period: .seconds(10))

    func at(_ seconds: Int64) -> SimTime { .zero + .seconds(seconds) }

    @Test(arguments: [(-18, -17), (-17, -17), (2, 3), (3, 3), (4, 13), (13, 13)] as [(Int64, Int64)])
    func nextBeatIsTheFirstAtOrAfterATime(time: Int64, next: Int64) {
        #expect(beats.next(from: at(time)) == at(next))
    }

    @Test(arguments: [(-18, -27), (-17, -27), (3, -7), (4, 3), (13, 3)] as [(Int64, Int64)])
    func lastBeatBeforeATimeIsNotAtIt(time: Int64, last: Int64) {
        #expect(beats.last(before: at(time)) == at(last))
    }

    @Test(arguments: [(-17, -17), (3, 3), (12, 3), (13, 13)] as [(Int64, Int64)])
    func lastBeatUpToATimeMayBeAtIt(time: Int64, last: Int64) {
        #expect(beats.last(upTo: at(time)) == at(last))
    }

    @Test(arguments: [(-17, -7), (2, 3), (3, 13), (12, 13)] as [(Int64, Int64)])
    func nextBeatAfterATimeIsNotAtIt(time: Int64, next: Int64) {
        #expect(beats.next(after: at(time)) == at(next))
    }

    @Test func beginCountsAndEndDoesNot() {
        #expect(beats.count(from: at(3), until: at(3)) == 0)
        #expect(beats.count(from: at(3), until: at(4)) == 1)
        #expect(beats.count(from: at(3), until: at(23)) == 2)
        #expect(beats.count(from: at(4), until: at(13)) == 0)
        #expect(beats.count(from: at(5), until: at(4)) == 0)
        #expect(beats.count(from: at(0), until: at(86_400)) == 8640)
    }

    @Test func cronJobsComeAtTheirCivilTime() throws {
        let calendar = try #require(Calendar(rfc3339: "2026-11-28T22:17:30+01:00"))
        let kernel = Kernel(seed: 1, calendar: calendar, timings: Timings([]), versions: [])
        let hourly = Rhythm(
            "hourly", "a job", of: .cluster, every: .hours(1), at: .civil(after: .minutes(5)), .guess,
            source: "guess")
        let first = hourly.beats(of: 0, kernel).next(from: .zero)
        #expect(kernel.calendar.local(first) == "2026-11-28 23:05:00")
        #expect(hourly.beats(of: 1, kernel) == hourly.beats(of: 0, kernel))
    }

    @Test func ownersKeepADrawnRhythmAtMomentsOfTheirOwn() {
        let kernel = Kernel(
            seed: 1, calendar: Calendar(epochUnixSeconds: 0), timings: Timings([]), versions: [])
        let poll = Rhythm(
            "poll", "a poll", of: .host, every: .seconds(60), .guess, source: "guess")
        let moments = (0..<20).map { poll.beats(of: $0, kernel).next(from: .zero) }
        #expect(Set(moments).count == 20)
        #expect(moments.allSatisfy { $0 >= .zero && $0 < .zero + .seconds(60) })
    }
}
