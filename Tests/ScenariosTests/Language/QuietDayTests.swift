import Controllers
import Scenarios
import Simulation
import Testing

@testable import Twin

/// A scenario that lasts a given time.
@Suite struct QuietDayTests {
    @Test func quietDayIsTheSameWhenItTicks() throws {
        let read = try ScenarioFixture.read(
            "\(ScenarioFixture.root)/scenarios/rehearsal/quiet-day.yaml")
        var scenario = read.scenario
        let computed = RunDriver.record(scenario, read.template, seed: 1)
        scenario.options.ticks = true
        let ticking = RunDriver.record(scenario, read.template, seed: 1)
        #expect(Comparison.firstDifference(computed.recorded, ticking.recorded) == nil)
        #expect(computed.results == ticking.results)
        #expect(computed.isHeld)
        #expect(ticking.recorded.events > 20 * computed.recorded.events)
    }

    @Test func reportSaysWhatPassedSilently() throws {
        let (scenario, template) = try ScenarioFixture.read(
            "\(ScenarioFixture.root)/scenarios/rehearsal/quiet-day.yaml")
        let run = RunDriver.record(scenario, template, seed: 1)
        let nodes = template.nodes.count
        let lease = try #require(run.beats.first { $0.rhythm.name == "kubelet.lease" })
        #expect(lease.owners == nodes)
        #expect(abs(lease.count - 8640 * nodes) <= nodes)
        let line = ScenarioReport.Line(
            scenario: scenario, file: "-", runs: [.init(run: run, replay: "-", explain: nil)])
        let text = ScenarioText.render(ScenarioReport([line]), width: 200)
        #expect(text.contains("passed silently, "))
        #expect(text.contains("288 x dead Heat engines are removed, every 5 min at 1 cluster"))
        // Among others, the sum is enough.
        let table = ScenarioText.render(ScenarioReport([line, line]), width: 200)
        #expect(table.contains("passed silently: ") && !table.contains("dead Heat engines"))
    }

    @Test(arguments: [
        ("lasts: 0s", "over before it begins"), ("lasts: 100h\n  limit: 50h", "given up before"),
        ("lasts: 5h\n  until: {word: releaseReached}", "exclude each other"),
    ])
    func lengthThatCannotBeIsRefused(more: String, problem: String) {
        let text = ScenarioFixture.text(
            expect: "    always: [{name: a, never: {word: nodeReady}}]", more: "  " + more)
        #expect {
            try ScenarioFixture.read(Array(text.utf8), file: "test.yaml")
        } throws: { "\($0)".contains(problem) }
    }
}
