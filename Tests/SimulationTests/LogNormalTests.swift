import Testing

@testable import Simulation

@Suite struct LogNormalTests {
    /// The random bits of which the deviate is the quantile of `thousandths`.
    private func bits(quantile thousandths: UInt64) -> UInt64 {
        let distance = thousandths >= 500 ? thousandths - 500 : 500 - thousandths
        return UInt64.max / 1000 * distance | (thousandths < 500 ? 1 << 63 : 0)
    }

    /// `exp(0.5 * norm.ppf(p))` of scipy 1.17.
    @Test(
        arguments: [
            (10, 0.312493), (50, 0.439364), (250, 0.713734), (500, 1.0), (750, 1.401082), (950, 2.276017),
            (990, 3.200074),
        ] as [(UInt64, Double)])
    func quantilesAreThoseOfTheDistribution(thousandths: UInt64, expected: Double) {
        let factor = LogNormal.factor(bits: bits(quantile: thousandths), spreadMillionths: 500_000)
        #expect(abs(Double(factor) / Double(1 << 30) / expected - 1) < 0.001)
    }

    @Test func drawnMedianAndQuantilesAreThoseOfTheDistribution() {
        let stream = RandomStream(seed: 11)
        let count = 100_001
        let factors = (0..<UInt64(count)).map {
            Double(LogNormal.factor(bits: stream.bits($0), spreadMillionths: 300_000)) / Double(1 << 30)
        }.sorted()
        // exp(0.3 z) for z of 5 %, 25 %, 50 %, 75 %, 95 %.
        for (share, expected) in [(5, 0.610513), (25, 0.816812), (50, 1.0), (75, 1.224273), (95, 1.637967)] {
            #expect(abs(factors[count * share / 100] / expected - 1) < 0.01)
        }
    }

    @Test func noSpreadIsAFactorOfOne() {
        #expect(LogNormal.factor(bits: .max, spreadMillionths: 0) == 1 << 30)
        #expect(LogNormal.factor(bits: .max, spreadMillionths: -5) == 1 << 30)
        #expect(LogNormal.scale(.seconds(7), bits: 0x123, spreadMillionths: 0) == .seconds(7))
    }

    @Test func anySpreadGivesABoundedFactor() {
        for spread in [1, 1_000_000, 50_000_000, 1_000_000_000_000, .max] as [Int64] {
            for bits in [0, 1, .max, .max >> 1, 1 << 63] as [UInt64] {
                let factor = LogNormal.factor(bits: bits, spreadMillionths: spread)
                #expect((1 << 10...1 << 50).contains(factor))
            }
        }
    }

    @Test func factorsGrowWithTheDeviate() {
        var last: Int64 = 0
        for step in 0..<2_000 as Range<UInt64> {
            let factor = LogNormal.factor(bits: step << 52, spreadMillionths: 400_000)
            #expect(factor >= last)
            last = factor
        }
        #expect(LogNormal.deviate(.max) == -LogNormal.deviate(.max >> 1))
        #expect(LogNormal.deviate(.max >> 1) < 17 * 65_536 / 5)
    }

    @Test func applyingAFactorSaturates() {
        let long = SimDuration(nanoseconds: .max / 2)
        #expect(LogNormal.apply(1 << 50, to: long) == SimDuration(nanoseconds: .max))
        #expect(LogNormal.apply(1 << 50, to: .zero - long) == SimDuration(nanoseconds: .min))
        #expect(LogNormal.apply(3 << 29, to: .seconds(-2)) == .seconds(-3))
        #expect(LogNormal.apply(1 << 31, to: long) == SimDuration(nanoseconds: .max - 1))
    }

    @Test func powersOfTwoAreExact() {
        #expect(LogNormal.power(0) == 1 << 30)
        #expect(LogNormal.power(5 << 32) == 1 << 35)
        #expect(LogNormal.power(-5 << 32) == 1 << 25)
        #expect(LogNormal.power(.max) == 1 << 50)
        #expect(LogNormal.power(.min) == 1 << 10)
    }
}
