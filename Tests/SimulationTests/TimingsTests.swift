import Simulation
import Testing

@Suite struct TimingsTests {
    private func timing(
        _ name: String, _ median: SimDuration = .minutes(10), spread: Int64 = 0,
        _ certainty: Certainty = .exact
    ) -> Timing {
        Timing(name: name, median: median, spreadMillionths: spread, certainty: certainty, source: "guess")
    }

    /// Samples of the first timing in runs of 2,000 seeds.
    private func runs(_ timing: Timing, runSpread: Bool = true, spread: Bool = true) -> [Double] {
        (0..<2_000 as Range<UInt64>).map { seed in
            var timings = Timings([timing])
            timings.draw(RandomStream(seed: seed), runSpread: runSpread, spread: spread)
            let sample = timings.sample(TimingID(index: 0), subject: 1, occurrence: 0)
            return Double(sample.nanoseconds) / Double(timing.median.nanoseconds)
        }
    }

    @Test(arguments: [(Certainty.guess, 1.5), (.documented, 1.2)] as [(Certainty, Double)])
    func nineRunsOfTenAreWithinTheFactorOfTheCertainty(certainty: Certainty, factor: Double) {
        let factors = runs(timing("a", certainty))
        let share = factors.filter { $0 > 1 / factor && $0 < factor }.count
        #expect((1_760...1_840).contains(share))
        let below = factors.filter { $0 < 1 }.count
        #expect((900...1_100).contains(below))
    }

    private func timing(_ name: String, _ certainty: Certainty) -> Timing {
        timing(name, .minutes(10), spread: 0, certainty)
    }

    @Test(arguments: [Certainty.fitted, .exact])
    func whatIsKnownIsNeverOff(certainty: Certainty) {
        #expect(runs(timing("a", certainty)).allSatisfy { $0 == 1 })
    }

    @Test func theTwoLayersAreSwitchedApart() {
        let both = timing("a", .minutes(10), spread: 200_000, .guess)
        let (all, unknown) = (runs(both), runs(both, spread: false))
        let (varying, none) = (runs(both, runSpread: false), runs(both, runSpread: false, spread: false))
        #expect(none.allSatisfy { $0 == 1 })
        for index in all.indices { #expect(abs(all[index] / (unknown[index] * varying[index]) - 1) < 1e-6) }
        #expect(unknown == runs(timing("a", .guess)))
    }

    @Test func aLayerThatWasSwitchedOffComesBackWithTheNextDraw() {
        var timings = Timings([timing("a", spread: 300_000)])
        timings.draw(RandomStream(seed: 1))
        let before = timings.sample(TimingID(index: 0), subject: 1, occurrence: 0)
        timings.draw(RandomStream(seed: 1), spread: false)
        #expect(timings.sample(TimingID(index: 0), subject: 1, occurrence: 0) == .minutes(10))
        #expect(timings.table[0].spreadMillionths == 300_000)
        timings.draw(RandomStream(seed: 1))
        #expect(timings.sample(TimingID(index: 0), subject: 1, occurrence: 0) == before)
        #expect(before != .minutes(10))
    }

    @Test func theUnknownIsOneFactorARunAndTheRestVariesByOccurrence() {
        var timings = Timings([timing("a", .minutes(10), spread: 0, .guess), timing("b", spread: 300_000)])
        timings.draw(RandomStream(seed: 3))
        let unknown = (0..<50).map { timings.sample(TimingID(index: 0), subject: $0, occurrence: $0) }
        #expect(Set(unknown).count == 1)
        var varying: Set<SimDuration> = []
        for subject in 0..<10 as Range<UInt64> {
            for occurrence in 0..<10 as Range<UInt64> {
                varying.insert(timings.sample(TimingID(index: 1), subject: subject, occurrence: occurrence))
            }
        }
        #expect(varying.count == 100)
    }

    @Test func otherTimingsMoveNoDraw() {
        var one = Timings([timing("a", .minutes(10), spread: 300_000, .guess)])
        var two = Timings([timing("z", spread: 100_000), timing("a", .minutes(10), spread: 300_000, .guess)])
        one.draw(RandomStream(seed: 3))
        two.draw(RandomStream(seed: 3))
        #expect(
            one.sample(TimingID(index: 0), subject: 4, occurrence: 5)
                == two.sample(TimingID(index: 1), subject: 4, occurrence: 5))
    }

    @Test func theMostSpecialNameIsFound() {
        var timings = Timings([timing("host.post")])
        #expect(timings.find("host.post", node: "cmp-07") == TimingID(index: 0))
        #expect(timings.find("host.boot") == nil)
        timings.set(timing("host.post@class:dell", .minutes(3)))
        timings.set(timing("host.post@cmp-07", .minutes(5)))
        #expect(timings.find("host.post") == TimingID(index: 0))
        #expect(timings.find("host.post", hardwareClass: "dell") == TimingID(index: 1))
        #expect(timings.find("host.post", node: "cmp-07", hardwareClass: "dell") == TimingID(index: 2))
        #expect(timings.find("host.post", node: "cmp-08", hardwareClass: "dell") == TimingID(index: 1))
        #expect(timings.find("host.post", node: "cmp-08", hardwareClass: "hp") == TimingID(index: 0))
    }

    @Test func aQualifiedTimingSharesTheUnknownOfItsBase() {
        var timings = Timings([
            timing("a", .minutes(10), spread: 300_000, .guess),
            timing("a@x", .minutes(20), spread: 300_000, .guess),
        ])
        timings.draw(RandomStream(seed: 9))
        let base = timings.sample(TimingID(index: 0), subject: 4, occurrence: 5)
        let special = timings.sample(TimingID(index: 1), subject: 4, occurrence: 5)
        #expect(abs((base * 2 - special).nanoseconds) < 10)
    }

    @Test func aLaterTimingReplacesTheOneOfItsName() {
        var timings = Timings([timing("a"), timing("b"), timing("a", .seconds(1))])
        timings.draw(RandomStream(seed: 1))
        #expect(timings.table.map(\.name) == ["a", "b"])
        #expect(timings.sample(TimingID(index: 0), subject: 0, occurrence: 0) == .seconds(1))
    }

    @Test func aGivenRunSpreadIsKept() {
        let given = Timing(
            name: "a", median: .seconds(1), spreadMillionths: 0, certainty: .fitted, source: "run 7",
            runSpreadMillionths: 5_000)
        #expect(given.runSpreadMillionths == 5_000)
        #expect(timing("a", .guess).runSpreadMillionths == 246_500)
    }
}
