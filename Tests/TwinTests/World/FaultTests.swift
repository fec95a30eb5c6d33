import Controllers
import HardwareInterfaces
import Kubernetes
import Scenarios
import Simulation
import Testing
import Twin

@testable import HardwareSimulated

/// What goes wrong is felt where it should be, named, and over when it is over.
@Suite struct FaultTests {
    let template: WorldTemplate
    /// The run without faults.
    let plain: RecordedRun

    init() throws {
        template = try CloudBuilder().template()
        plain = RunDriver.record(template, RunOptions(seed: 7))
    }

    /// A run with faults; given up after 10 days without them, so that it ends.
    func run(_ faults: String...) throws -> RunToRest {
        var options = RunOptions(seed: 7, limit: .hours(240))
        options.faults = try template.faults(faults)
        return RunToRest(template, options)
    }

    /// When a machine got items of a phase.
    func time(_ machine: String, _ phase: String) throws -> SimDuration {
        try #require(plain.firstTime(LCMEntry.itemsAssigned, subject: machine, object: phase))
    }

    /// The BMC did not answer for 47 minutes: errors of the operator have their back-off, not its polls.
    @Test func powerIsSwitchedOnAfterTheBackOffOnceItIsBack() throws {
        let start = try time("cmp-01", "deploy") + .minutes(2)
        let rested = try run("power-loss:cmp-01@\(start)+47m")
        let (run, off) = (rested.run, start + .minutes(47))
        #expect(rested.outcome == .completed)
        #expect(EndStateChecker.problems(rested.world, template) == [])
        let posting = run.entries(EquipmentEntry.phaseEntered, subject: "cmp-01", object: "posting")
            .map { run[$0].time - .zero }.first { $0 > start }
        let delay = try #require(posting) - off
        #expect(delay >= .zero && delay < .minutes(36), "\(delay)")
        let switched = run.entries(EquipmentEntry.commandIssued) { entry in
            run.names[NameID(number: UInt32(entry.value))] == "switch power on"
        }
        #expect(switched.count == 1)
        #expect(run.names[run[try #require(switched.first)].subject.name] == "bm-cmp-01")
    }

    @Test func hostIsSwitchedOnThoughTheOperatorOfPowerWasDownAtItsPoll() throws {
        let start = try time("cmp-01", "deploy") + .minutes(2)
        var options = RunOptions(seed: 7, limit: .hours(240))
        options.faults = try template.faults(["power-loss:cmp-01@\(start)+5m"])
        var driver = RunDriver(template, options)
        var outcome: RunOutcome?
        var isDown = false
        while outcome == nil {
            outcome = driver.run(events: 1)
            if !isDown, driver.world.now >= .zero + start + .minutes(1) {
                isDown = true
                driver.world.substrate.crash(.bareMetalHost, downtime: .minutes(30))
            }
        }
        #expect(outcome == .completed)
    }

    @Test func silentNodeLosesItsPodsThoughTheMonitorCrashed() throws {
        let start = try time("ctl-01", "prepare")
        let faults = ["power-loss:ctl-03@\(start)+2h"]
        for write in 1...2 {
            var options = RunOptions(seed: 7, limit: .hours(240))
            options.faults = try template.faults(
                faults + ["controller-crash:node-lifecycle-controller:\(write):3m"])
            let rested = RunToRest(template, options)
            #expect(rested.run.entries(KubernetesEntry.controllerCrashed).count == 1)
            #expect(
                !rested.run.entries(KubernetesEntry.deletionRequested, subject: "api-2").isEmpty,
                "write \(write)")
            #expect(rested.outcome == .completed)
            #expect(EndStateChecker.problems(rested.world, template) == [])
        }
    }

    @Test func failingItemIsTriedUntilItSucceeds() throws {
        let rested = try run("item-fails:cmp-01:node-config:2")
        let run = rested.run
        #expect(rested.outcome == .completed)
        let failed = run.entries(LCMEntry.itemFailed, subject: "cmp-01", object: "node-config")
        #expect(failed.map { run[$0].value } == [1, 2])
        #expect(run.entries(LCMEntry.itemFinished, subject: "cmp-01", object: "node-config").count == 1)
        let machine = rested.world.objects(LCMMachine.self).first { $0.metadata.name == "cmp-01" }
        #expect(machine?.status.stateItemStatuses["node-config"]?.attempt == 3)
        #expect(
            run[failed[1]].time - run[failed[0]].time > .seconds(60), "a failed item is not tried at once")
        let waits = Wait.all(run).filter { $0.rule.text == "node-config exits with 1" }
        #expect(waits.map { run.names[$0.holder.name] } == ["cmp-01"], "one wait, however many attempts")
        #expect(try #require(waits.first).start < run[failed[1]].time)
        #expect(EndStateChecker.problems(rested.world, template) == [])
    }

    @Test func originThatIsDownHoldsThePreparationUntilItIsBack() throws {
        let prepare = try time("ctl-01", "prepare")
        let rested = try run("origin-down:images@0s+\(prepare + .hours(3))")
        #expect(rested.outcome == .completed)
        let waits = Wait.all(rested.run).filter { $0.rule.text == "the origin of images does not answer" }
        let wait = try #require(waits.last { rested.run.names[$0.waiter.name] == "ctl-01" })
        #expect(wait.holder.kind == EquipmentKind.artifactMirror.subjectKind)
        let words = EntryText(names: rested.run.names, calendar: rested.run.calendar)
        #expect(words.subject(wait.holder) == "Mirror mirror")
        let end = try #require(wait.end) - SimTime.zero
        // The wait lasts until something comes of the next attempt: images of 7 GB are fetched and unpacked.
        let bound = prepare + SimDuration.hours(3) + .minutes(20)
        #expect(end >= prepare + .hours(3) && end < bound)
        #expect(waits.count == 3, "one wait of each manager, however many attempts")
        let admitted = try #require(
            rested.run.firstTime(LCMEntry.machineAdmitted, subject: nil, object: "ctl-01"))
        #expect(admitted > prepare + .hours(3))
        #expect(EndStateChecker.problems(rested.world, template) == [])
    }

    @Test func bootThatHangsForEverStopsTheUpdateAndIsNamed() throws {
        let rested = try run("boot-hang:cmp-01")
        #expect([.stuck, .timedOut].contains(rested.outcome))
        #expect(!rested.run.entries(EquipmentEntry.phaseEntered, subject: "cmp-01", object: "hung").isEmpty)
        let words = EntryText(names: rested.run.names, calendar: rested.run.calendar)
        let open = Wait.all(rested.run).filter { $0.end == nil }
        #expect(
            open.contains {
                words.subject($0.holder) == "Node cmp-01" || words.subject($0.holder) == "Host cmp-01"
            },
            "\(open.map { "\(words.subject($0.waiter)) waits for \(words.subject($0.holder)): \($0.rule.text)" })"
        )
    }

    @Test func bootThatHangsForAWhileOnlyDelays() throws {
        let rested = try run("boot-hang:cmp-01@0s+20h")
        #expect(rested.outcome == .completed)
        #expect(EndStateChecker.problems(rested.world, template) == [])
    }

    @Test(arguments: [
        "power-loss:cmp-01@1s+3s", "hang:cmp-01@1s+3s", "slow-boot:cmp-01:30m@1s+3s",
        "boot-hang:cmp-01@1s+3s",
        "item-fails:cmp-01:mke:9@1s+3s", "runtime-hang:cmp-01@1s+3s", "bmc-unreachable:cmp-01@1s+3s",
        "bmc-unauthorized:cmp-01@1s+3s", "origin-down:packages@1s+3s", "origin-corrupt:binaries@1s+3s",
    ])
    func faultThatIsOverLeavesNothingBehind(text: String) throws {
        let rested = try run(text)
        #expect(rested.outcome == .completed)
        #expect(rested.run.entries(EquipmentEntry.faultBegan).count == 1)
        #expect(rested.run.entries(EquipmentEntry.faultEnded).count == 1)
        for host in rested.world.plant.hosts.indices {
            #expect(rested.world.plant.hosts[host].faults == HostFaults())
            #expect(rested.world.plant.hosts[host].isRunning)
        }
        #expect(EndStateChecker.problems(rested.world, template) == [])
    }
}
