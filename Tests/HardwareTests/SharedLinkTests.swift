import Simulation
import Testing

@testable import HardwareSimulated

@Suite struct SharedLinkTests {
    /// Runs `starts` through a link; answers when each ended, in seconds, and in which order.
    private func run(_ link: SharedLink, _ starts: [(at: SimTime, bytes: Int64)]) -> [(
        tag: Int, end: SimTime
    )] {
        var link = link
        var ended: [(tag: Int, end: SimTime)] = []
        func take(until time: SimTime) {
            while let next = link.nextEnd, next <= time {
                var isFirst = true
                while let tag = link.takeEnded(at: next) {
                    ended.append((Int(tag), next))
                    isFirst = false
                }
                if isFirst {
                    Issue.record("nothing ended at the time that was foretold")
                    return
                }
            }
        }
        for (tag, start) in starts.enumerated() {
            take(until: start.at)
            link.start(bytes: start.bytes, tag: UInt32(tag), at: start.at)
        }
        take(until: .never)
        return ended
    }

    /// Processor sharing by small steps from event to event, in floating point.
    private func oracle(_ rate: Double, _ flowRate: Double, _ starts: [(at: SimTime, bytes: Int64)])
        -> [Double]
    {
        var left = starts.map { Double($0.bytes) }
        var ends = starts.map { _ in Double.infinity }
        let begins = starts.map { Double($0.at.nanoseconds) / 1e9 }
        var now = 0.0
        while ends.contains(.infinity) {
            let active = starts.indices.filter { begins[$0] <= now && ends[$0] == .infinity }
            let next = begins.filter { $0 > now }.min() ?? .infinity
            guard !active.isEmpty else {
                now = next
                continue
            }
            let each = min(flowRate, rate / Double(active.count))
            let first = active.map { left[$0] / each }.min() ?? 0
            let step = min(first, next - now)
            for index in active {
                left[index] -= step * each
                if left[index] < 1e-6 * Double(starts[index].bytes) || step == first && left[index] < 0.5 {
                    ends[index] = now + step
                }
            }
            now += step
        }
        return ends
    }

    @Test func oneFlowRunsAtItsOwnRate() {
        let link = SharedLink(rate: 1_000, flowRate: 250)
        #expect(run(link, [(.zero, 1_000)]).map(\.end) == [.zero + .seconds(4)])
    }

    @Test func flowsShareTheRateEvenly() {
        let link = SharedLink(rate: 1_000, flowRate: 1_000)
        let ended = run(link, [(.zero, 1_000), (.zero, 2_000), (.zero, 1_000)])
        #expect(ended.map(\.tag) == [0, 2, 1])
        #expect(ended.map { ($0.end - .zero).wholeSeconds } == [3, 3, 4])
    }

    @Test func aFlowThatComesLaterSlowsTheOthers() {
        let link = SharedLink(rate: 1_000, flowRate: 1_000)
        // 1 s alone, 4 s together, then 1 s alone.
        let ended = run(link, [(.zero, 3_000), (.zero + .seconds(1), 3_000)])
        #expect(ended.map(\.tag) == [0, 1])
        #expect(ended.map(\.end) == [.zero + .seconds(5), .zero + .seconds(6)])
    }

    @Test func aStoppedFlowGivesItsShareBack() {
        var link = SharedLink(rate: 1_000, flowRate: 1_000)
        link.start(bytes: 3_000, tag: 1, at: .zero)
        link.start(bytes: 3_000, tag: 2, at: .zero)
        link.stop(tag: 1, at: .zero + .seconds(2))
        link.stop(tag: 9, at: .zero + .seconds(2))
        #expect(link.nextEnd == .zero + .seconds(4))
        #expect(link.takeEnded(at: .zero + .seconds(4)) == 2)
        #expect(link.nextEnd == nil)
    }

    @Test func lookingOftenLosesNothing() {
        var link = SharedLink(rate: 3, flowRate: 3)
        link.start(bytes: 3, tag: 1, at: .zero)
        for step in 1..<1_000 as Range<Int64> {
            #expect(link.takeEnded(at: SimTime(nanoseconds: step * 1_000_000)) == nil)
        }
        #expect(link.nextEnd == .zero + .seconds(1))
        #expect(link.takeEnded(at: .zero + .seconds(1)) == 1)
    }

    @Test func aHugeTransferDoesNotOverflow() {
        var link = SharedLink(rate: .max, flowRate: .max)
        link.start(bytes: .max / 2, tag: 1, at: .zero)
        #expect(link.nextEnd == SimTime(nanoseconds: 500_000_000))
        var slow = SharedLink(rate: 0, flowRate: 0)
        slow.start(bytes: .max / 2, tag: 1, at: .zero)
        #expect(slow.nextEnd == .never)
    }

    @Test(arguments: 0..<60 as Range<UInt64>)
    func endsAgreeWithProcessorSharing(seed: UInt64) throws {
        let stream = RandomStream(seed: seed).derive("link")
        let count = 1 + Int(stream.below(25, 0))
        let rate = Int64(1_000_000 + stream.below(1_000_000_000, 1))
        let flowRate = stream.chance(1, in: 2, 2) ? rate : rate / Int64(1 + stream.below(10, 3))
        var starts: [(at: SimTime, bytes: Int64)] = []
        for index in 0..<UInt64(count) {
            let wait = SimDuration.milliseconds(Int64(stream.below(20_000, 10 + index * 2)))
            starts.append((.zero + wait, Int64(1 + stream.below(2_000_000_000, 11 + index * 2))))
        }
        starts.sort { $0.at < $1.at }
        let ended = run(SharedLink(rate: rate, flowRate: flowRate), starts)
        #expect(Set(ended.map(\.tag)).count == count)
        let expected = oracle(Double(rate), Double(flowRate), starts)
        for (tag, end) in ended {
            let seconds = Double(end.nanoseconds) / 1e9
            // A share is whole bytes a second: with 25 flows at 1 MB/s that is off by 1 in 40,000.
            #expect(abs(seconds - expected[tag]) <= expected[tag] * 3e-5 + 1e-6, "flow \(tag)")
        }
    }
}
