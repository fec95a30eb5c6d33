import Simulation
import Testing

@Suite struct SimDurationTests {
    @Test(
        arguments: [
            (0, "0s"), (1, "1ns"), (999, "999ns"), (1_500, "1.5µs"),
            (250_000_000, "250ms"), (1_234_567, "1.234ms"), (12_500_000_000, "12.5s"),
            (59_999_999_999, "59.999s"), (60_000_000_000, "1m0s"),
            (90_000_000_000, "1m30s"), (3_599_600_000_000, "1h0m0s"), (5_400_000_000_000, "1h30m0s"),
            (183_845_000_000_000, "51h4m5s"), (-90_000_000_000, "-1m30s"), (-250_000_000, "-250ms"),
            (.max, "2562047h47m17s"), (.min, "-2562047h47m17s"),
        ] as [(Int64, String)])
    func durationsReadAsGoWritesThem(nanoseconds: Int64, text: String) {
        #expect(SimDuration(nanoseconds: nanoseconds).description == text)
    }

    @Test(
        arguments: [
            ("0", 0), ("0s", 0),
            ("1h30m", 5_400_000_000_000), ("90s", 90_000_000_000), ("1.5h", 5_400_000_000_000),
            ("250ms", 250_000_000), ("2d", 172_800_000_000_000), (".5s", 500_000_000), ("1.s", 1_000_000_000),
            ("-1m30s", -90_000_000_000), ("+5s", 5_000_000_000), ("3us", 3_000), ("3\u{b5}s", 3_000),
            ("3\u{3bc}s", 3_000), ("10min", 600_000_000_000), ("1h1h", 7_200_000_000_000),
            ("0.1234567890123456789s", 123_456_789), ("9223372036854775807ns", .max), ("0.0000000001s", 0),
        ] as [(String, Int64)])
    func goDurationsAreRead(text: String, nanoseconds: Int64) {
        #expect(SimDuration(text) == SimDuration(nanoseconds: nanoseconds))
    }

    @Test(arguments: [
        "", "-", "+", "s", ".s", "1", "1.5", "1x", "1 s", " 1s", "1s ", "1s1", "--1s", "1e3s", "٣s", "1h-5m",
        "1S", "9223372036854775808ns", "99999999999999999999s", "300000000d", "292y", "1..5s", "1.5.5s",
    ])
    func otherTextsAreRefused(text: String) {
        #expect(SimDuration(text) == nil)
    }

    @Test func whatIsWrittenIsReadAlike() {
        let stream = RandomStream(seed: 1)
        for draw in 0..<2_000 as Range<UInt64> {
            let milliseconds = Int64(stream.below(59_999, draw)) - 29_999
            let seconds = Int64(stream.below(2_000_000, draw + 10_000)) - 1_000_000
            for duration in [SimDuration.milliseconds(milliseconds), .seconds(seconds)] {
                #expect(SimDuration(duration.description) == duration)
            }
        }
    }

    @Test(
        arguments: [
            (0, "0 s"), (45, "45 s"), (60, "1 min"), (750, "12 min 30 s"), (3_599, "59 min 59 s"),
            (7_500, "2 h 05 min"), (172_799, "2 d 0 h"), (273_600, "3 d 4 h"), (-750, "-12 min 30 s"),
        ] as [(Int64, String)])
    func readableTextHasTwoUnitsAtMost(seconds: Int64, text: String) {
        #expect(SimDuration.seconds(seconds).readable == text)
    }

    @Test func readableTextIsRoundedAndTakesAnyDuration() {
        #expect(SimDuration.milliseconds(59_600).readable == "1 min")
        #expect(SimDuration.milliseconds(-100).readable == "0 s")
        #expect(SimDuration(nanoseconds: .max).readable == "106752 d 0 h")
        #expect(SimDuration(nanoseconds: .min).readable == "-106752 d 0 h")
    }

    @Test func unitsAndArithmeticAgree() {
        #expect(SimDuration.hours(1) == .minutes(60))
        #expect(SimDuration.minutes(1) == .seconds(60))
        #expect(SimDuration.seconds(1) == .milliseconds(1000))
        #expect(SimDuration.hours(1) - .minutes(1) == .minutes(59))
        #expect(SimDuration.minutes(1) * 3 / 2 == .seconds(90))
        #expect(SimDuration.milliseconds(-1_500).wholeSeconds == -1)
        var sum = SimDuration.zero
        sum += .seconds(2)
        #expect(sum == .seconds(2) && sum > .seconds(1))
    }
}
