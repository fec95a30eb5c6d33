import HardwareInterfaces
import Scenarios
import Simulation
import Testing

@testable import Controllers
@testable import Twin

/// When silent nodes and lost power are found, in a world that computes it.
@Suite struct DetectionTests {
    /// A run of a cloud of four nodes that is left alone, for an hour.
    func run(_ faults: String..., managers: Int = 3, minutes: Int64 = 60) throws -> RecordedRun {
        let made = TickingCase(
            seed: 3, managers: managers, workers: 1, isUpdated: false, length: .minutes(minutes), faults: [])
        let template = try made.template()
        var options = RunOptions(seed: 3)
        options.operatorPlan.commencements = []
        options.faults = try template.faults(faults)
        var driver = RunDriver(template, options, goal: Goal(after: .minutes(minutes)))
        let outcome = driver.run()
        #expect(outcome == .completed)
        #expect(driver.world.now == .zero + .minutes(minutes))
        return driver.recorded(.completed)
    }

    /// When a node was found silent, since the epoch.
    func found(_ run: RecordedRun, _ node: String) -> [SimDuration] {
        run.entries(LCMEntry.nodeReady, subject: node, object: "Unknown").map { run[$0].time - .zero }
    }

    @Test func silentNodeIsFoundAtARoundAfterTheGrace() throws {
        let run = try run("hang:cmp-01@10m+20m")
        let times = found(run, "cmp-01")
        #expect(times.count == 1)
        let delay = try #require(times.first) - .minutes(10)
        // The last renewal is up to 10 s old, the round that sees it up to 5 s later.
        #expect(delay > .seconds(30) && delay <= .seconds(46), "\(delay)")
        #expect(run.entries(LCMEntry.nodeReady, subject: "cmp-01", object: "True").count == 1)
    }

    @Test func silenceShorterThanTheGraceIsNotFound() throws {
        let run = try run("network-down:cmp-01@10m+29s")
        #expect(found(run, "cmp-01").isEmpty)
    }

    @Test func crashedMonitorGivesTheGraceAgain() throws {
        // The hang of the manager lets it write, and so crash.
        let run = try run(
            "controller-crash:node-lifecycle-controller:1:5m@9m", "network-down:ctl-03@9m30s+40m",
            "network-down:cmp-01@10m15s+40m")
        let crash = try #require(run.firstTime(KubernetesEntry.controllerCrashed, subject: nil))
        let start = try #require(run.firstTime(KubernetesEntry.controllerStarted, subject: nil))
        #expect(crash < .minutes(10) + .seconds(30))
        let time = try #require(found(run, "cmp-01").first)
        #expect(time >= start + .seconds(40) && time < start + .seconds(41), "\(time - start)")
    }

    @Test func monitorThatComesBackWithTheQuorumGivesTheGraceAgain() throws {
        let run = try run(
            "network-down:ctl-02@10m+20m", "network-down:ctl-03@10m+20m", "network-down:cmp-01@10m+40m")
        let back = SimDuration.minutes(30)
        #expect(found(run, "ctl-02").isEmpty)
        let time = try #require(found(run, "cmp-01").first)
        #expect(time >= back + .seconds(40) && time < back + .seconds(41), "\(time)")
    }

    @Test func pollFindsABMCThatDoesNotAnswer() throws {
        let run = try run("bmc-unreachable:cmp-01@10m+10m")
        let asked = run.entries(EquipmentEntry.commandIssued, subject: "bm-cmp-01")
        let first = run[try #require(asked.first)]
        #expect(first.time >= .zero + .minutes(10) && first.time < .zero + .minutes(11))
        // The cause is the fault, not the poll.
        #expect(run[first.cause].kind == EquipmentEntry.faultBegan.kind)
        #expect(!run.entries(EquipmentEntry.commandFailed, subject: "bm-cmp-01").isEmpty)
    }

    @Test func pollsThatWouldFindNothingAreNotMade() throws {
        let run = try run()
        #expect(run.entries(EquipmentEntry.commandIssued).isEmpty)
    }

    @Test func rhythmsAreToldApartAndHaveSources() {
        #expect(Set(EstateRhythm.allCases.map(\.rhythm.name)).count == EstateRhythm.allCases.count)
        for rhythm in EstateRhythm.allCases.map(\.rhythm) {
            #expect(!rhythm.source.isEmpty && !rhythm.about.isEmpty, "\(rhythm.name)")
        }
    }
}
