import Controllers
import HardwareInterfaces
import Kubernetes
import Scenarios
import Simulation
import Testing
import Twin

/// How the answer must change when the question does.
@Suite struct MetamorphicTests {
    private func run(
        _ template: WorldTemplate, _ faults: [String] = [], limit: SimDuration = .hours(240)
    ) throws -> RecordedRun {
        var options = RunOptions(seed: 4, limit: limit)
        options.faults = try template.faults(faults)
        return RunDriver.record(template, options)
    }

    private func total(_ template: WorldTemplate, _ faults: String...) throws -> SimDuration {
        let run = try run(template, faults)
        #expect(run.outcome == .completed)
        return UpdateSpan(run).duration
    }

    @Test func slowerRebootOnTheCriticalPathIsFelt() throws {
        let template = try CloudBuilder.workers(2, concurrency: 1).template()
        let difference = try total(template, "slow-boot:cmp-01:30m") - total(template)
        #expect(difference > .minutes(28) && difference < .minutes(32), "\(difference)")
    }

    @Test func slowerRebootBesideASlowerMachineIsNotFelt() throws {
        let template = try CloudBuilder.workers(3, concurrency: 3).template()
        let one = try total(template, "slow-boot:cmp-02:3h")
        let two = try total(template, "slow-boot:cmp-02:3h", "slow-boot:cmp-01:30m")
        let difference = max(two - one, one - two)
        #expect(difference < .minutes(1), "\(difference)")
    }

    @Test func widerGroupIsFaster() throws {
        let (narrow, wide) = (
            try total(CloudBuilder.workers(20, concurrency: 1).template()),
            try total(CloudBuilder.workers(20, concurrency: 20).template())
        )
        #expect(wide + .hours(4) < narrow)
        let premise = "updategroup/workers.spec.concurrentUpdates=20"
        #expect(try total(CloudBuilder.workers(20, concurrency: 1).template(premise)) == wide)
    }

    @Test func swappedIndexesSwapTheOrder() throws {
        var builder = CloudBuilder.workers(2, concurrency: 1)
        func order(_ builder: CloudBuilder) throws -> [String] {
            let run = try run(builder.template())
            return run.entries(LCMEntry.machineAdmitted).map { run.names[run[$0].object.name] }
        }
        (builder.workers[0].index, builder.workers[1].index) = (11, 12)
        #expect(try order(builder) == ["ctl-01", "ctl-02", "ctl-03", "cmp-01", "cmp-02"])
        (builder.workers[0].index, builder.workers[1].index) = (12, 11)
        #expect(try order(builder) == ["ctl-01", "ctl-02", "ctl-03", "cmp-02", "cmp-01"])
        builder.managerIndexes = [3, 2, 1]
        #expect(try order(builder) == ["ctl-03", "ctl-02", "ctl-01", "cmp-02", "cmp-01"])
    }

    @Test func groupThatMayNotRebootDoesNot() throws {
        let builder = CloudBuilder.workers(2, concurrency: 1)
        var still = builder
        still.groups[0].reboots = false
        let premise = "updategroup/*.spec.rebootIfUpdateRequires=false"
        for template in [try builder.template(premise), try still.template()] {
            let rested = RunToRest(template)
            #expect(rested.outcome == .completed)
            #expect(rested.run.entries(LCMEntry.rebootRequested, subject: "cmp-01").isEmpty)
            #expect(
                rested.run.entries(EquipmentEntry.phaseEntered, subject: "cmp-02", object: "posting").isEmpty)
            for machine in rested.world.objects(LCMMachine.self) where machine.spec.type == .worker {
                #expect(machine.status.hostInfo.rebootRequired)
            }
            for machine in rested.world.objects(Machine.self) where machine.metadata.name == "cmp-01" {
                #expect(machine.status.providerStatus.reboot.required)
            }
            #expect(EndStateChecker.problems(rested.world, template) == [])
        }
        let rebooting = RunToRest(try builder.template())
        #expect(rebooting.run.entries(LCMEntry.rebootRequested, subject: "cmp-01").count == 1)
        #expect(rebooting.world.objects(LCMMachine.self).allSatisfy { !$0.status.hostInfo.rebootRequired })
    }

    @Test func budgetThatAllowsNoEvictionStopsTheUpdate() throws {
        let budget = """
            apiVersion: policy/v1
            kind: PodDisruptionBudget
            metadata: {name: keystone-api, namespace: openstack}
            spec: {minAvailable: 3, selector: {matchLabels: {application: keystone, component: api}}}
            """
        let template = try ExampleCloud.read("small", extraMOSK: budget).template()
        let run = try run(template, limit: .hours(48))
        #expect([.stuck, .timedOut].contains(run.outcome))
        let words = EntryText(names: run.names, calendar: run.calendar)
        let wait = try #require(Wait.all(run).last { $0.end == nil && $0.rule.form == .disruptionBudget })
        #expect(words.subject(wait.holder) == "PodDisruptionBudget keystone-api")
        #expect(words.subject(wait.waiter) == "LCMClusterState cd-ctl-01")
    }

    @Test func losingASecondManagerStopsTheUpdateUntilItIsBack() throws {
        let template = try CloudBuilder().template()
        let plain = try run(template)
        let deploy = try #require(
            plain.firstTime(LCMEntry.itemsAssigned, subject: "ctl-01", object: "deploy"))
        let lost = try run(template, ["power-loss:ctl-02@\(deploy + .seconds(10))"], limit: .hours(48))
        #expect([.stuck, .timedOut].contains(lost.outcome))
        #expect(!lost.entries(EquipmentEntry.quorumLost).isEmpty)
        let open = Wait.all(lost).filter { $0.end == nil }
        #expect(open.contains { $0.rule.text.contains("quorum") }, "\(open.map(\.rule.text))")
        var options = RunOptions(seed: 4, limit: .hours(240))
        options.faults = try template.faults(["power-loss:ctl-02@\(deploy + .seconds(10))+6h"])
        let rested = RunToRest(template, options)
        #expect(rested.outcome == .completed)
        #expect(UpdateSpan(rested.run).duration > UpdateSpan(plain).duration + .hours(5))
        #expect(EndStateChecker.problems(rested.world, template) == [])
    }
}
