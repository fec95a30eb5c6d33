import Simulation
import Testing

@Suite struct RandomStreamTests {
    /// Computed by an independent program, so that another machine is seen to agree.
    @Test func drawsAreTheSameOnEveryMachine() {
        let stream = RandomStream(seed: 42).derive("hardware.node-17.fan")
        #expect(stream.bits(0) == 0xf667_9e01_71e3_3bf9)
        #expect(stream.bits(1) == 0x4d88_46ae_313c_e929)
        #expect(stream.bits(2) == 0x6b7b_cc13_40a8_60a9)
        #expect(stream.derive(7).bits(0) == 0x6ce9_62c5_1533_77ea)
        #expect((0..<12).map { stream.below(6, $0) } == [5, 1, 2, 3, 4, 1, 0, 0, 2, 4, 0, 4])
        #expect(RandomStream(seed: 0).bits(0) == 0xfd35_a39e_e0c5_953f)
        #expect(RandomStream(seed: .max).bits(.max) == 0xf739_c7c0_4878_81e0)
        #expect(RandomStream(seed: 42).derive("").bits(0) == 0x0557_bbc7_7f4d_98e1)
    }

    @Test func addingADrawMovesNoOther() {
        let root = RandomStream(seed: 7)
        let before = (0..<100).map { root.derive("a").bits($0) }
        _ = root.derive("b").bits(0)
        _ = root.derive("a").derive("c").bits(50)
        _ = root.derive("a").bits(1_000)
        #expect((0..<100).map { root.derive("a").bits($0) } == before)
        #expect((0..<100).reversed().map { root.derive("a").bits($0) } == before.reversed())
    }

    @Test func seedsNamesAndNumbersAllTellStreamsApart() {
        var streams: [RandomStream] = []
        for seed in 0..<50 as Range<UInt64> {
            let root = RandomStream(seed: seed)
            streams.append(root)
            for index in 0..<50 as Range<UInt64> {
                streams.append(root.derive(index))
                streams.append(root.derive("\(index)"))
                streams.append(root.derive("a").derive("\(index)"))
                streams.append(root.derive("a\(index)"))
            }
        }
        #expect(Set(streams.map(\.key)).count == streams.count)
        #expect(Set(streams.map { $0.bits(0) }).count == streams.count)
    }

    @Test func namesThatDifferInLeadingOrTrailingZeroBytesDiffer() {
        let root = RandomStream(seed: 1)
        let names = ["", "\0", "\0\0", "a", "\0a", "a\0", "12345678", "12345678\0", "\012345678"]
        #expect(Set(names.map { root.derive($0) }).count == names.count)
    }

    @Test(
        arguments: [
            { (n: UInt64) in RandomStream(seed: 3).bits(n) },
            { (n: UInt64) in RandomStream(seed: n).bits(0) },
            { (n: UInt64) in RandomStream(seed: 3).derive(n).bits(0) },
            { (n: UInt64) in RandomStream(seed: 3).derive("node-\(n)").bits(5) },
        ] as [@Sendable (UInt64) -> UInt64])
    func everyBitIsSetHalfOfTheTime(draw: @Sendable (UInt64) -> UInt64) {
        var ones = [Int](repeating: 0, count: 64)
        for number in 0..<10_000 as Range<UInt64> {
            let bits = draw(number)
            for bit in 0..<64 where bits >> UInt64(bit) & 1 == 1 { ones[bit] += 1 }
        }
        // Five standard deviations.
        #expect(ones.allSatisfy { (4_750...5_250).contains($0) }, "\(ones)")
    }

    @Test func boundedDrawsAreUniform() {
        let stream = RandomStream(seed: 5)
        var counts = [Int](repeating: 0, count: 10)
        for number in 0..<100_000 as Range<UInt64> { counts[Int(stream.below(10, number))] += 1 }
        #expect(counts.allSatisfy { (9_500...10_500).contains($0) }, "\(counts)")
        #expect((0..<100).allSatisfy { stream.below(1, $0) == 0 })
    }

    @Test func chanceIsARatio() {
        let stream = RandomStream(seed: 6)
        let hits = (0..<100_000).filter { stream.chance(3, in: 100, $0) }.count
        #expect((2_700...3_300).contains(hits))
        #expect((0..<100).allSatisfy { stream.chance(1, in: 1, $0) && !stream.chance(0, in: 1, $0) })
    }
}
