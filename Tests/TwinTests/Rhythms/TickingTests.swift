import Foundation
import Simulation
import Testing

@testable import Controllers
@testable import Twin

/// A world that computes when a beat would find something, and one whose every beat is an event, have the
/// same journal.
@Suite struct TickingTests {
    /// How many cases there are: TWIN_TICKING_CASES, or 90.
    static let cases = ProcessInfo.processInfo.environment["TWIN_TICKING_CASES"].flatMap { Int($0) } ?? 90

    @Test(arguments: 0..<6)
    func computedAndTickingWorldsHaveTheSameJournal(part: Int) throws {
        for seed in stride(from: part, to: Self.cases, by: 6) {
            let made = try TickingCase.random(UInt64(seed))
            guard try made.difference() != nil else { continue }
            let least = try Shrinker.shrink(
                made, limit: 120, smaller: \.smaller, fails: { try $0.difference() != nil })
            Issue.record("\(least)\n\(try least.difference() ?? "")")
        }
    }

    @Test func casesHaveFaultsOfEveryKind() throws {
        let kinds = Set(
            try (0..<60).flatMap { try TickingCase.random($0).faults }.compactMap {
                $0.what.split(separator: ":").first.map(String.init)
            })
        #expect(kinds == Set(FaultKind.all.map(\.name)))
    }

    @Test func shrinkerLeavesOneFaultOfALateMonitorAlone() throws {
        func draft(_ what: String, _ target: String, _ begin: Int64, _ length: Int64?) -> FaultDraft {
            FaultDraft(
                what: what, target: target, begin: .seconds(begin), length: length.map { .seconds($0) })
        }
        let planted = TickingCase(
            seed: 11, managers: 3, workers: 4, isUpdated: true, length: .minutes(40),
            faults: [
                draft("bmc-slow:cmp-01:7", "cmp-01", 100, 300),
                draft("origin-down:images", "images", 40, nil),
                draft("hang:cmp-02", "cmp-02", 631, 700), draft("hang:cmp-03", "cmp-03", 10, 20),
                draft("slow-boot:ctl-01:10m", "ctl-01", 5, 600), draft("panic:cmp-04", "cmp-04", 2000, nil),
            ])
        // The computed moment is off by one round.
        func late(_ world: inout World) { world.state.substrate.monitors[1].grace = .seconds(45) }
        #expect(try planted.difference() == nil)
        #expect(try planted.difference(computed: late) != nil)
        let least = try Shrinker.shrink(
            planted, smaller: \.smaller, fails: { try $0.difference(computed: late) != nil })
        #expect(least.faults.count == 1)
        #expect(least.managers == 1 && !least.isUpdated, "\(least)")
        #expect(least.description.contains("--seed 11 --fault '"), "\(least)")
        #expect(["hang:cmp-02", "panic:cmp-04"].contains(least.faults.first?.what ?? ""), "\(least)")
    }

    @Test func beatsAreAsManyAsComputed() throws {
        let template = try CloudBuilder().template()
        var world = World(template, seed: 7, ticks: true)
        while let next = world.nextTime, next < .zero + .hours(5), world.step() {}
        let counts = world.beats(until: .zero + .hours(5))
        let passed = try #require(world.state.ticking?.passed)
        for (rhythm, count) in zip(EstateRhythm.allCases, counts) {
            #expect(passed[Int(rhythm.rawValue)] == count.count, "\(rhythm)")
        }
        #expect(counts.first { $0.rhythm.name == "kubelet.lease" }?.count == 4 * 1800)
    }
}
