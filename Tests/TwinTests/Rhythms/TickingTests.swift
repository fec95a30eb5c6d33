import Foundation
import HardwareInterfaces
import Scenarios
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

    @Test func aPowerThatIronicWouldHaveToldIsFeltByEachPoll() throws {
        let faults = [
            FaultDraft(
                what: "rack-power-loss:rack-01", target: "rack-01", begin: .zero, length: .seconds(1)),
            FaultDraft(what: "ironic-down", target: "", begin: .zero),
        ]
        let made = TickingCase(
            seed: 32, managers: 1, workers: 1, isUpdated: false, racks: 2, length: .minutes(6),
            faults: faults)
        let run = try made.run(ticks: true)
        #expect(!run.entries(EquipmentEntry.faultFelt, subject: nil, object: "ironic-down").isEmpty)
        #expect(try made.difference() == nil)
    }

    @Test func casesHaveFaultsOfEveryKind() throws {
        let kinds = Set(
            try (0..<60).flatMap { try TickingCase.random($0).faults }.compactMap {
                $0.what.split(separator: ":").first.map(String.init)
            })
        #expect(kinds == Set(FaultKind.all.map(\.name)))
    }

    @Test func casesHaveTargetsOfEveryForm() throws {
        let cases = try (0..<Self.cases).map { try TickingCase.random(UInt64($0)) }
        let texts = cases.flatMap(\.faults).map(\.what)
        for form in [
            ":*", ":rack=rack-0", ":openstack-", ":share=", ",share=", "/sda", "/eno1", "+", "rack-02/",
        ] {
            #expect(texts.contains { $0.contains(form) }, "no target is written with \(form)")
        }
        #expect(cases.contains { !$0.isDeployed } && cases.contains { $0.racks == 0 })
    }

    @Test func aMachineThatComesIsPolledAndRenewsItsLease() throws {
        var made = TickingCase(
            seed: 3, managers: 1, workers: 2, isUpdated: false, length: .hours(6), faults: [],
            actions: [.init(what: .add, name: "new-01", time: .minutes(1))])
        let run = try made.run(ticks: true)
        #expect(run.entries(LCMEntry.machineState, subject: "new-01", object: "Ready").count == 1)
        made.actions += [.init(what: .delete, name: "cmp-02", time: .minutes(2))]
        made.actions += [.init(what: .disable, name: "cmp-01", time: .minutes(50))]
        #expect(try made.difference() == nil)
        // Once it is a node, its silence is noticed; and a host that loses its power is polled.
        let shut = try Fault(
            "power-loss:new-01@5h+10m",
            {
                var facts = CloudFacts(try made.template())
                facts.expect(
                    try TickingCase.Action.objects("new-01").map { try ObjectApply($0, facts) })
                return facts
            }())
        func lose(_ world: inout World) {
            world.state.inbox.post(.begin(shut, number: 77), at: .zero + .hours(5))
            world.state.inbox.post(.end(number: 77), at: .zero + .minutes(310))
        }
        let (computed, ticking) = (
            try made.run(ticks: false, prepare: lose), try made.run(ticks: true, prepare: lose)
        )
        #expect(computed.fingerprint == ticking.fingerprint)
        #expect(ticking.count > run.count)
    }

    @Test func casesHaveActionsOfEveryKind() throws {
        let kinds = Set(
            try (0..<Self.cases).flatMap { try TickingCase.random(UInt64($0)).actions }.map(\.what))
        #expect(kinds == Set(TickingCase.Action.What.allCases))
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
        func late(_ world: inout World) { world.state.substrate.monitors.clusters[1].grace = .seconds(45) }
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
