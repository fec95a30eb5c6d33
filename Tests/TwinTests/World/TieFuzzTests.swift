import Controllers
import Scenarios
import Simulation
import Testing
import Twin

/// The order of events at equal times must not matter.
@Suite struct TieFuzzTests {
    @Test(arguments: UInt64(0)...8)
    func everyOrderAtEqualTimesCompletesAndHoldsAllProperties(tieFuzz: UInt64) throws {
        let template = try ExampleCloud.small()
        let rested = RunToRest(template, RunOptions(seed: 7, tieFuzz: tieFuzz))
        #expect(rested.outcome == .completed)
        #expect(rested.world.eventCount < 50_000)
        #expect(EndStateChecker.problems(rested.world, template) == [])
        #expect(!rested.run.entries(KubernetesEntry.evicted).isEmpty)
    }

    @Test func severalGroupsGoByIndexWithinTheirConcurrency() throws {
        var builder = CloudBuilder()
        builder.groups = [
            .init(name: "late", index: 5, concurrency: 3), .init(name: "early", index: 2, concurrency: 2),
        ]
        builder.workers = (1...8).map {
            .init(name: "cmp-0\($0)", group: $0 % 2 == 0 ? "early" : "late", labels: [])
        }
        let template = try builder.template()
        for tieFuzz in UInt64(0)...3 {
            let rested = RunToRest(template, RunOptions(seed: 3, tieFuzz: tieFuzz))
            #expect(rested.outcome == .completed)
            #expect(EndStateChecker.problems(rested.world, template) == [])
        }
    }
}
