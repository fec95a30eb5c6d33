import HardwareInterfaces
import Simulation
import Testing

@testable import HardwareSimulated

@Suite struct DiskLifeTests {
    /// `log2(2^64 / (bits + 1))` of IEEE doubles.
    @Test(
        arguments: [
            (0, 64.0), (.max, 0.0), (.max >> 1, 1.0), (1 << 62, 2.0), (0xC000_0000_0000_0000, 0.4150375),
            (0x1234_5678_9ABC_DEF0, 3.8137812),
        ] as [(UInt64, Double)])
    func logarithmIsExact(bits: UInt64, expected: Double) {
        let found = Double(DiskLife.binaryLogarithm(bits)) / 4_294_967_296
        #expect(abs(found - expected) < 1e-6, "\(found)")
    }

    @Test func livesAreExponential() {
        let stream = RandomStream(seed: 5)
        let count = 20_000
        let lives = (0..<UInt64(count)).map {
            DiskLife.length(median: .hours(1_000), bits: stream.bits($0))
        }.sorted()
        // Quantiles of an exponential life with median 1: -log2(1 - p).
        for (percent, expected) in [(10, 0.152), (50, 1.0), (90, 3.3219)] {
            let life = Double(lives[count * percent / 100].wholeSeconds) / 3_600_000
            #expect(abs(life / expected - 1) < 0.05, "\(percent) %: \(life)")
        }
        #expect(DiskLife.length(median: SimDuration(nanoseconds: .max), bits: 0).nanoseconds == .max)
    }

    @Test func aShareOfDisksFailsAsTheirRateSaysAndEachOnce() {
        func failures(speed: Int64) -> Int {
            var fixture = PlantFixture(managers: 0, workers: 200)
            fixture.plant.drawLives(speed: speed, until: .zero + .hours(1_000), &fixture.kernel)
            fixture.run(.hours(1_000))
            return fixture.plant.deadDisks
        }
        // 400 SSDs whose median life is 10,000 h: 1 - 2^-0.1 = 6.7 % of them in 1,000 h, 50 % in 10,000 h.
        #expect((12...45).contains(failures(speed: 1)))
        #expect((160...240).contains(failures(speed: 10)))
    }

    @Test func anotherDiskChangesNobodysLife() {
        func times(_ workers: Int) -> [SimTime] {
            var fixture = PlantFixture(managers: 0, workers: workers)
            fixture.plant.drawLives(speed: 100, until: .zero + .hours(1_000), &fixture.kernel)
            var times: [SimTime] = []
            while let event = fixture.kernel.queue.pop() {
                if event.target < 5 { times.append(event.time) }
            }
            return times
        }
        #expect(times(5).count > 5)
        #expect(times(5) == times(40))
    }
}
