import HardwareInterfaces
import Kubernetes
import Scenarios
import Simulation
import Testing
import Twin

@testable import Controllers

/// Whatever is wrong with API servers and watches for a while, the end is the same, and controllers need not
/// know of it.
@Suite struct APIFaultTests {
    private func run(_ faults: [String], seed: UInt64 = 7) throws -> RunToRest {
        try ReferenceEnd.made.get().run(faults, seed: seed)
    }

    /// Lets faults come and go, and looks at the end.
    private func expectSameEnd(_ faults: [String], seed: UInt64) throws {
        let reference = try ReferenceEnd.made.get()
        let rested = try run(faults, seed: seed)
        #expect(rested.outcome == .completed, "\(faults) seed \(seed)")
        let count = rested.world.faultCount
        #expect(count == 0, "\(faults) seed \(seed)")
        let problems = EndStateChecker.problems(rested.world, reference.template)
        #expect(problems == [], "\(faults) seed \(seed)")
        let differences = reference.differences(rested)
        #expect(differences == [], "\(faults) seed \(seed)")
        #expect(IdleFault.all(in: rested.run).isEmpty, "\(faults) seed \(seed)")
    }

    @Test(
        arguments: [
            "api-conflicts:mosk:50%@0s+3h", "api-conflicts:management:50%@0s+3h", "api-errors:mosk:50%@0s+3h",
            "api-errors:management:50%@0s+3h", "api-errors:management:100%@2h+30m", "api-slow:mosk:5s@0s+3h",
            "api-slow:management:5s@0s+3h", "etcd-slow:mosk:1200ms@0s+3h", "etcd-slow:management:2s@1h+2h",
            "api-watches-down:mosk@2h+40m", "api-watches-down:management@1h+90m",
            "api-watches-down:management@2h+20m",
        ], [1, 2, 3] as [UInt64])
    func brokenAPIServerLeadsToTheSameEnd(fault: String, seed: UInt64) throws {
        try expectSameEnd([fault], seed: seed)
    }

    /// Sieve's patterns: a controller that does not see what happens, sees it late, or goes back in time.
    @Test(arguments: ControllerID.allCases)
    func controllerThatSeesOldOrLittleLeadsToTheSameEnd(controller: ControllerID) throws {
        let (reference, name) = (try ReferenceEnd.made.get(), controller.name)
        guard !reference.template.absentControllers.contains(controller) else { return }
        var seen: [String] = []
        for fault in [
            "watches-down:\(name)@1h+100m", "watches-down:\(name)@150m+20m", "unseen-states:\(name):5m@0s+3h",
            "stale-cache:\(name):1m@130m+30m", "stale-cache:\(name):15m@2h+1h",
        ] {
            let rested = try run([fault], seed: 4)
            #expect(rested.outcome == .completed, "\(fault)")
            let differences = reference.differences(rested)
            #expect(differences == [], "\(fault)")
            if IdleFault.all(in: rested.run).isEmpty { seen.append(fault) }
        }
        // A controller that has something to do has something to miss.
        #expect(reference.writes[Int(controller.rawValue)] == 0 || seen.count >= 2, "\(seen)")
    }

    @Test func twoFaultsAtOnceLeadToTheSameEnd() throws {
        for seed in 1...3 as ClosedRange<UInt64> {
            try expectSameEnd(
                [
                    "api-errors:management:30%@1h+4h", "api-conflicts:mosk:30%@1h+4h",
                    "stale-cache:lcm-machine-controller:5m@2h+20m",
                ], seed: seed)
        }
    }

    @Test func conflictIsThatOfAForeignWriteWhichTheFaultCauses() throws {
        let run = try run(["api-conflicts:mosk:100%@after(machineAdmitted * ctl-01)+2m"]).run
        let begin = try #require(run.entries(EquipmentEntry.faultBegan).first)
        let end = try #require(run.entries(EquipmentEntry.faultEnded).first)
        let foreign = run.entries(KubernetesEntry.writtenByOther)
        #expect(!foreign.isEmpty)
        for id in foreign {
            #expect(run[id].cause == begin)
            #expect(run[id].subject.cluster == 1)
        }
        // While every update meets another write none succeeds; creations and deletions do.
        let updates = run.entries(KubernetesEntry.statusUpdated) { entry in
            entry.subject.cluster == 1 && entry.time > run[begin].time + .seconds(1)
                && entry.time < run[end].time
        }
        #expect(updates.isEmpty)
    }

    @Test func failedWriteIsTriedAgainWithBackOffAndIsAWaitOnceItTakesSeconds() throws {
        let run = try run(["api-errors:management:100%@130m+30m"]).run
        let begin = try #require(run.entries(EquipmentEntry.faultBegan).first)
        let failed = run.entries(KubernetesEntry.apiFailed)
        let first = run[try #require(failed.first)]
        let times = failed.map { run[$0] }.filter { $0.subject == first.subject && $0.object == first.object }
            .map(\.time)
        let gaps = zip(times.dropFirst(), times).map { $0 - $1 }
        #expect(gaps.count > 5)
        // 5 ms and doubling, besides the latency of a write.
        for (number, gap) in gaps.prefix(6).enumerated() {
            #expect(gap >= .milliseconds(5 << Int64(number)), "attempt \(number)")
            #expect(gap < .milliseconds(5 << Int64(number)) + .milliseconds(200), "attempt \(number)")
        }
        #expect(gaps.allSatisfy { $0 <= .seconds(1001) })
        let waits = Wait.all(run).filter { $0.rule.text == "the API server answers 500" }
        #expect(!waits.isEmpty)
        for wait in waits {
            #expect(wait.holder.kind == SubjectLabels.apiServer && wait.holder.cluster == 0)
            #expect(wait.start >= run[begin].time + .seconds(1))
            #expect(wait.end != nil)
        }
    }

    @Test(arguments: ["mosk", "management"])
    func slowServerDelaysWhatIsWrittenThereOnly(cluster: String) throws {
        let (plain, slow) = (try run([]).run, try run(["api-slow:\(cluster):1m@0s+24h"]).run)
        #expect(UpdateSpan(slow).duration > UpdateSpan(plain).duration + .minutes(5))
        // In the first minute every controller writes what the imported cloud lacks: nothing of that arrives
        // at the slow server, and all of it at the other one, when it always does.
        func written(_ run: RecordedRun, _ cluster: UInt8) -> [String] {
            run.entries(KubernetesEntry.created) { entry in
                entry.subject.cluster == cluster && entry.time < .zero + .minutes(1)
            }.map { "\(run[$0].time - .zero) \(run.names[run[$0].subject.name])" }
                + run.entries(KubernetesEntry.statusUpdated) { entry in
                    entry.subject.cluster == cluster && entry.time < .zero + .minutes(1)
                }.map { "\(run[$0].time - .zero) \(run.names[run[$0].subject.name])" }
        }
        // What is written later may follow from what was written at the slow one.
        func early(_ writes: [String]) -> [String] { writes.filter { $0.contains("ms ") } }
        let (own, other): (UInt8, UInt8) = cluster == "mosk" ? (1, 0) : (0, 1)
        #expect(!written(plain, own).isEmpty && !written(plain, other).isEmpty)
        #expect(written(slow, own) == [])
        #expect(early(written(slow, other)) == early(written(plain, other)))
    }

    @Test func slownessThatComesTooLateChangesNothing() throws {
        let (plain, late) = (try run([]).run, try run(["api-slow:mosk:1m@200h"]).run)
        #expect(UpdateSpan(late).duration == UpdateSpan(plain).duration)
        #expect(IdleFault.all(in: late).map(\.fault) == ["api-slow:mosk:1m@200h"])
    }

    @Test func quickDiskLosesNoLeaderAndASlowOneDoes() throws {
        // A sync takes at most one and a half times as long as usual; the election timeout is 1 s.
        let quick = try run(["etcd-slow:mosk:400ms@0s+24h"]).run
        #expect(quick.entries(KubernetesEntry.apiFailed).isEmpty)
        #expect(IdleFault.all(in: quick).isEmpty)
        let slow = try run(["etcd-slow:mosk:3s@after(machineAdmitted * ctl-01)+20m"]).run
        #expect(!slow.entries(KubernetesEntry.apiFailed).isEmpty)
        // Some of what was answered with a failure was written all the same.
        let written = slow.entries(KubernetesEntry.apiFailed).filter { id in
            let before = slow[EntryID(number: id.number - 1)]
            return before.subject == slow[id].subject && before.time == slow[id].time
                && before.kind != KubernetesEntry.apiFailed.kind
        }
        #expect(!written.isEmpty)
    }

    @Test func slowDisksOfAMajorityCostTheLeaderAsMuchAsASlowEtcd() throws {
        let one = try run(["disk-slow:ctl-01:1000@0s+24h"]).run
        #expect(one.entries(KubernetesEntry.apiFailed).isEmpty, "two managers are a majority")
        // 1 ms times 1000 on two of three managers, and 1 s on all.
        let time = "@after(machineAdmitted * ctl-01)+20m"
        let disks = ["disk-slow:ctl-02:1000" + time, "disk-slow:ctl-03:1000" + time]
        for faults in [disks, ["etcd-slow:mosk:1s" + time]] {
            let slow = try run(faults).run
            let failed = slow.entries(KubernetesEntry.apiFailed)
            #expect(failed.count > 1, "\(faults)")
            #expect(IdleFault.all(in: slow).isEmpty, "\(faults)")
        }
    }

    @Test func staleControllerStartsOnWhatItSawAndItsOldWritesAreRefused() throws {
        let fault =
            "stale-cache:lcm-machine-controller:10m@after(itemsAssigned LCMMachine/ctl-01 deploy)+40m"
        let rested = try run([fault])
        let run = rested.run
        #expect(rested.outcome == .completed)
        let begin = try #require(run.entries(EquipmentEntry.faultBegan).first)
        let start = try #require(run.entries(KubernetesEntry.startedOnOldCache).first)
        #expect(run[start].value > 0, "it knows of all that was written")
        #expect(run[start].time - run[begin].time == .minutes(10) + .seconds(30))
        let refused = run.entries(KubernetesEntry.conflicted, subject: nil, object: "lcm-machine-controller")
        #expect(refused.contains { run[$0].time >= run[start].time })
        // Nothing is asked of the machine a second time.
        let assigned = run.entries(LCMEntry.itemsAssigned, subject: "ctl-01", object: "deploy")
        #expect(assigned.count == 1)
        #expect(IdleFault.all(in: run).isEmpty)
    }

    @Test func preparedMachineIsAdmittedThoughItsStateWasNeverSeen() throws {
        let rested = try run(["watches-down:lcm-machine-controller@0s+6h"])
        let admitted = try #require(rested.run.firstTime(LCMEntry.machineAdmitted, subject: nil))
        #expect(admitted < .hours(6))
        #expect(rested.outcome == .completed)
    }

    @Test func faultOfWatchesWithNothingToSeeIsIdle() throws {
        let run = try run(["watches-down:helm-controller@3s+1s"]).run
        #expect(IdleFault.all(in: run).map(\.reason) == ["as nothing came to be that it could spoil"])
        let never = try self.run(["hang:cmp-01@after(livelock)"]).run
        #expect(IdleFault.all(in: never).map(\.reason) == ["as what it waits for never came"])
    }
}
