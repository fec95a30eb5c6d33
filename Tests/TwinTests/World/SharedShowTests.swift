import Scenarios
import Simulation
import Testing
import Twin

@testable import Controllers

/// One event shows all caches what was written at an instant. While watches have faults each cache has events
/// of its own, and as long as any is due.
@Suite struct SharedShowTests {
    /// A world in which each cache has events of its own throughout.
    private func oneByOne(_ template: WorldTemplate, _ options: RunOptions) -> RunToRest {
        RunToRest(template, options, prepare: { $0.state.substrate.armedCaches = 1 })
    }

    @Test(
        arguments: [
            [], ["watches-down:workload-controller@130m+30m"], ["api-watches-down:mosk@2h+40m"],
            ["unseen-states:lcm-machine-controller:5m@1h+2h"], ["stale-cache:scheduler:1m@130m+30m"],
            ["controller-crash:lcm-cluster-controller:3:30s"], ["api-slow:mosk:5s@0s+3h"],
        ] as [[String]], [1, 7] as [UInt64])
    func journalIsThatOfAnEventForEachCache(faults: [String], seed: UInt64) throws {
        let template = try ReferenceEnd.made.get().template
        var options = RunOptions(seed: seed)
        options.faults = try template.faults(faults)
        let shared = RunToRest(template, options)
        let single = oneByOne(template, options)
        #expect(shared.outcome == .completed)
        #expect(shared.run.fingerprint == single.run.fingerprint)
        #expect(shared.world.now == single.world.now)
        // An event for a controller that has crashed since comes, and does nothing.
        let forTheDead = faults.contains { $0.hasPrefix("controller-crash") } ? 1 : 0
        #expect(shared.world.unsharedEventCount + forTheDead == single.world.eventCount)
        #expect(shared.world.eventCount < single.world.eventCount)
    }

    @Test(arguments: [0, 1, 2, 3] as [UInt64])
    func controllersComeInTheSameOrderWhateverItIs(tieFuzz: UInt64) throws {
        let template = try ExampleCloud.small()
        let options = RunOptions(seed: 3, tieFuzz: tieFuzz)
        let shared = RunToRest(template, options)
        let single = oneByOne(template, options)
        #expect(shared.run.fingerprint == single.run.fingerprint)
    }

    /// Of many nodes at a time: what one controller watches is written faster than it is seen.
    @Test func cachesOfAControllerLookInTheSameOrder() throws {
        var builder = CloudBuilder()
        builder.workers = (10...29).map { CloudBuilder.Worker(name: "cmp-\($0)") }
        let template = try builder.template()
        let shared = RunToRest(template)
        let single = oneByOne(template, RunOptions(seed: 7))
        #expect(shared.run.fingerprint == single.run.fingerprint)
    }

    @Test func nothingIsLeftToShowInTheEnd() throws {
        let rested = try ReferenceEnd.made.get().run(["watches-down:workload-controller@130m+30m"])
        let substrate = rested.world.state.substrate
        #expect(substrate.armedCaches == 0 && !substrate.hasWatchFault)
        #expect(substrate.shows.all.isEmpty)
    }
}
