import Controllers
import HardwareInterfaces
import Kubernetes
import Scenarios
import Simulation
import Testing
import Twin

/// What runs on hosts fails while the hosts are well.
@Suite struct SoftwareFaultTests {
    let template: WorldTemplate

    init() throws { template = try CloudBuilder().template() }

    private func run(_ faults: String...) throws -> RunToRest {
        var options = RunOptions(seed: 7, limit: .hours(240))
        options.faults = try template.faults(faults)
        let rested = RunToRest(template, options)
        #expect(rested.outcome == .completed, "\(faults)")
        #expect(EndStateChecker.problems(rested.world, template) == [], "\(faults)")
        #expect(IdleFault.all(in: rested.run).isEmpty, "\(faults)")
        return rested
    }

    /// Every item of the release, whatever it asks of equipment.
    @Test func everyItemFailsAsOftenAsItIsTold() throws {
        let plain = try run().run
        for machine in ["ctl-01", "cmp-01"] {
            let items = plain.entries(LCMEntry.itemFinished, subject: machine)
                .map { plain.names[plain[$0].object.name] }
            #expect(Set(items).isSuperset(of: ["host-os", "mcr", "mke", "node-config", "pull-images"]))
            for item in items {
                let run = try run("item-fails:\(machine):\(item):2").run
                let failed = run.entries(LCMEntry.itemFailed, subject: machine, object: item)
                #expect(failed.map { run[$0].value } == [1, 2], "\(machine) \(item)")
                let done = run.entries(LCMEntry.itemFinished, subject: machine, object: item)
                #expect(done.count == 1, "\(machine) \(item)")
                let waits = Wait.all(run).filter { $0.rule.text == "\(item) exits with 1" }
                #expect(waits.map { run.names[$0.holder.name] } == [machine], "\(machine) \(item)")
            }
        }
    }

    @Test func itemFailsForAsLongAsTheFaultLasts() throws {
        let run = try run("item-fails:cmp-01:mcr@0s+12h").run
        let failed = run.entries(LCMEntry.itemFailed, subject: "cmp-01", object: "mcr")
        #expect(failed.count > 10)
        let done = try #require(run.firstTime(LCMEntry.itemFinished, subject: "cmp-01", object: "mcr"))
        #expect(done > .hours(12) && done < .hours(12) + .minutes(15))
    }

    @Test func kubeletThatIsStoppedMakesItsNodeUnknownAndItsContainersRunOn() throws {
        let run = try run("kubelet-stop:cmp-01@10m+2m").run
        let unknown = run.entries(LCMEntry.nodeReady, subject: "cmp-01", object: "Unknown")
            .map { run[$0].time - SimTime.zero }.first { $0 < .hours(1) }
        // Source: kubernetes pkg/controller/nodelifecycle: 40 s after the last lease, looked at each 5 s.
        let noticed = try #require(unknown) - .minutes(10)
        #expect(noticed >= .seconds(30) && noticed <= .seconds(45), "\(noticed)")
        let ready = run.entries(LCMEntry.nodeReady, subject: "cmp-01", object: "True")
            .map { run[$0].time - SimTime.zero }.first { $0 > .minutes(10) }
        #expect(try #require(ready) - .minutes(12) < .seconds(5))
        let phases = run.entries(EquipmentEntry.phaseEntered, subject: "cmp-01").map { run[$0].time }
        #expect(phases.allSatisfy { $0 > .zero + .hours(1) })
    }

    @Test func podsOfASilentKubeletAreDeletedButNotGone() throws {
        let run = try run("kubelet-stop:ctl-01@10m+20m").run
        let asked = run.entries(KubernetesEntry.deletionRequested).filter {
            run[$0].time < .zero + .minutes(20)
        }
        #expect(!asked.isEmpty)
        // Nobody says that they have stopped before the kubelet is back.
        let pods = Set(asked.map { run[$0].subject })
        let gone = run.entries(KubernetesEntry.deleted) { pods.contains($0.subject) }
        #expect(!gone.isEmpty && gone.allSatisfy { run[$0].time >= .zero + .minutes(30) })
    }

    @Test func agentThatIsStoppedDoesNothingAndStartsItsItemAnew() throws {
        let fault = "agent-stop:cmp-01@after(itemsAssigned LCMMachine/cmp-01 deploy),1m+3h"
        let run = try run(fault).run
        let begin = run[try #require(run.entries(EquipmentEntry.faultBegan).first)].time
        let done = run.entries(LCMEntry.itemFinished, subject: "cmp-01").map { run[$0].time }
        #expect(done.allSatisfy { $0 <= begin || $0 >= begin + .hours(3) })
        let waits = Wait.all(run).filter { $0.rule.form == .agentStopped }
        #expect(waits.count == 1)
        #expect(waits.first?.start == begin)
    }

    @Test func managerWhoseContainersAreDeadCountsNotForTheQuorum() throws {
        let run = try run("manager-loss:ctl-02@10m+1h", "manager-loss:ctl-03@20m+10m").run
        let lost = run.entries(EquipmentEntry.quorumLost).map { run[$0].time - SimTime.zero }
        let back = run.entries(EquipmentEntry.quorumRegained).map { run[$0].time - SimTime.zero }
        #expect(lost.first == .minutes(20) && back.first == .minutes(30))
        let phases = run.entries(EquipmentEntry.phaseEntered, subject: "ctl-02").map { run[$0].time }
        #expect(phases.allSatisfy { $0 > .zero + .hours(1) })
    }

    @Test func slowPullsAreThoseOfTheirHost() throws {
        let slow = try run("slow-pulls:ctl-01:10").run
        func length(_ machine: String) throws -> SimDuration {
            let done = try #require(
                slow.firstTime(LCMEntry.itemFinished, subject: machine, object: "pull-images"))
            return try done - #require(slow.firstTime(LCMEntry.itemsAssigned, subject: machine))
        }
        #expect(try length("ctl-01") > length("ctl-02") * 3)
    }

    @Test func bmcThatHasLiedIsPolledAgain() throws {
        let run = try run("power-loss:cmp-01@10m+2m", "bmc-lies:cmp-01@11m+2h").run
        let posting = run.entries(EquipmentEntry.phaseEntered, subject: "cmp-01", object: "posting")
            .map { run[$0].time - SimTime.zero }
        #expect(try #require(posting.first) > .minutes(131))
        #expect(try #require(posting.first) < .minutes(135))
    }
}
