import Controllers
import Scenarios
import Simulation
import Testing

/// A planned crash is over when the controller starts again, not when it was planned.
@Suite struct CrashEndTests {
    func run(write: Int) throws -> ScenarioRun {
        try ScenarioFixture.run(
            timeline:
                "{name: crash, fault: controller-crash, target: update-plan-controller, with: {write: \(write), downtime: 20m}}",
            expect:
                "    eventually: [{name: this, within: 12h, entry: {word: releaseReached}}]")
    }

    func crashes(of run: ScenarioRun) -> [SimTime] {
        var times: [SimTime] = []
        run.recorded.forEach { _, entry in
            if entry.kind == KubernetesEntry.controllerCrashed.kind { times.append(entry.time) }
        }
        return times
    }

    @Test func crashIsOverWhenTheControllerIsBack() throws {
        let run = try run(write: 5)
        let crashes = crashes(of: run)
        #expect(crashes.count == 1)
        let crash = try #require(crashes.first)
        #expect(crash > .zero, "it was planned at once, and came later")
        #expect(run.lastFaultEnd == crash + .minutes(20))
        #expect(run.isHeld)
    }

    @Test func crashThatNeverComesIsNoFaultToWaitFor() throws {
        let run = try run(write: 1_000_000)
        #expect(crashes(of: run).isEmpty)
        #expect(run.lastFaultEnd == .zero)
        #expect(run.results.contains { $0.name == "this" && $0.isHeld })
        #expect(IdleFault.all(in: run.recorded).map(\.fault) == ["crash"])
    }
}
