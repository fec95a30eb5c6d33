import Controllers
import HardwareInterfaces
import Scenarios
import Simulation
import Testing
import Twin

/// A crash is a fault like others: it begins at its time, is journaled, and is over at its end.
@Suite struct CrashFaultTests {
    let template: WorldTemplate

    init() throws { template = try CloudBuilder().template() }

    func run(_ fault: String) throws -> RunToRest {
        var options = RunOptions(seed: 7)
        options.faults = try template.faults([fault])
        return RunToRest(template, options)
    }

    @Test func writesAreCountedFromTheBeginOfTheFault() throws {
        let plain = RunDriver.record(template, RunOptions(seed: 7))
        let start = try #require(
            plain.firstTime(LCMEntry.itemsAssigned, subject: "ctl-01", object: "deploy"))
        let rested = try run("controller-crash:lcm-machine-controller:3:30s@\(start)")
        let run = rested.run
        let crashes = run.entries(KubernetesEntry.controllerCrashed)
        #expect(crashes.count == 1)
        let crash = run[try #require(crashes.first)]
        #expect(crash.time >= .zero + start - .seconds(1))
        #expect(crash.value > 3, "it had made writes before")
        let begin = try #require(
            run.entries(EquipmentEntry.faultBegan, subject: "lcm-machine-controller").first)
        #expect(run[begin].time <= crash.time)
        #expect(run.entries(EquipmentEntry.faultEnded).isEmpty)
        #expect(rested.outcome == .completed)
    }

    @Test func crashThatHasNotComeIsWithdrawn() throws {
        let rested = try run("controller-crash:lcm-machine-controller:9:30s@1s+1m")
        #expect(rested.run.entries(KubernetesEntry.controllerCrashed).isEmpty)
        let ends = rested.run.entries(EquipmentEntry.faultEnded, subject: "lcm-machine-controller")
        #expect(ends.map { rested.run[$0].time } == [.zero + .seconds(61)])
        #expect(rested.outcome == .completed)
    }
}
