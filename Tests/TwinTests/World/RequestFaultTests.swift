import HardwareInterfaces
import Kubernetes
import Scenarios
import Simulation
import Testing

@testable import Controllers
@testable import Twin

/// Faults of API servers strike reads past the caches and the operator's requests, too.
@Suite struct RequestFaultTests {
    private func run(_ faults: [String], _ prepare: (inout World) -> Void = { _ in }) throws -> RunToRest {
        var options = RunOptions(seed: 7, limit: .hours(240))
        let template = try ReferenceEnd.made.get().template
        options.faults = try template.faults(faults)
        return RunToRest(template, options, prepare: prepare)
    }

    private func entries(
        _ run: RecordedRun, _ word: KubernetesEntry, by name: String
    ) -> [SimDuration] {
        run.entries(word, subject: nil, object: name).map { run[$0].time - .zero }
    }

    @Test(arguments: ["mosk"], [1, 2] as [UInt64])
    func reconcileWhoseReadFailsWritesNothingAndIsDoneAgain(cluster: String, seed: UInt64) throws {
        let reference = try ReferenceEnd.made.get()
        let rested = try reference.run(["api-errors:\(cluster):60%@0s+12h"], seed: seed)
        let run = rested.run
        #expect(rested.outcome == .completed)
        let differences = reference.differences(rested)
        #expect(differences == [])
        let failed = run.entries(KubernetesEntry.readFailed)
        #expect(!failed.isEmpty)
        for id in failed {
            #expect(run[id].time <= .zero + .hours(12))
            #expect(run[id].object.kind == Substrate.controllerKind)
        }
    }

    @Test func readOfAServerWithoutQuorumIsAWaitForTheQuorum() throws {
        // Two of three managers are cut off while the nodes are in maintenance.
        let rested = try run([
            "network-down:ctl-02@after(machineAdmitted * cmp-01)+40m",
            "network-down:ctl-03@after(machineAdmitted * cmp-01)+40m",
        ])
        #expect(rested.outcome == .completed)
        let waits = Wait.all(rested.run).filter { $0.rule.form == .quorum }
        #expect(!waits.isEmpty && waits.allSatisfy { $0.end != nil })
    }

    @Test func operatorTriesAgainWhatFailsAndIsDoneOnce() throws {
        let template = try ReferenceEnd.made.get().template
        let write = try ObjectWrite(
            object: "Machine/cmp-01", path: "spec.providerSpec.value.upgradeIndex", value: .int(7 as Int64),
            CloudFacts(template))
        let rested = try run(["api-errors:management:100%@1m+20m"]) { world in
            world.state.inbox.post(.write(write), at: .zero + .minutes(5))
        }
        // 30 s and doubling, at most 10 min.
        let seconds: [Int64] = [0, 30, 90, 210, 450, 930]
        #expect(
            entries(rested.run, .apiFailed, by: "operator") == seconds.map { .minutes(5) + .seconds($0) })
        #expect(
            entries(rested.run, .updated, by: "operator") == [.minutes(5) + .seconds(930 + 600)])
        #expect(rested.outcome == .completed)
    }

    @Test func planIsCommencedOnceTheServerAnswersAgain() throws {
        let plain = try run([]).run
        let late = try run(["api-errors:management:100%@4s+10m"]).run
        let first = try #require(plain.firstTime(LCMEntry.stepCommenced, subject: nil))
        let begun = try #require(late.firstTime(LCMEntry.stepCommenced, subject: nil))
        #expect(first < .minutes(1))
        #expect(begun > .minutes(10) && begun < .minutes(30), "\(begun)")
        #expect(!entries(late, .apiFailed, by: "operator").isEmpty)
        #expect(late.outcome == .completed)
    }

    @Test func operatorsRequestIsSlowAtASlowServerAndWaitsForAQuorum() throws {
        let template = try ReferenceEnd.made.get().template
        let label: Value = .map([
            "apiVersion": .string("v1"), "kind": .string("Node"),
            "metadata": .map(["name": .string("cmp-01"), "labels": .map(["a": .string("b")])]),
        ])
        let apply = try ObjectApply(label, CloudFacts(template))
        func post(_ world: inout World) {
            world.state.inbox.post(.apply(apply), at: .zero + .minutes(15))
        }
        let slow = try run(["api-slow:mosk:20s@10m+10m"], post).run
        #expect(entries(slow, .updated, by: "operator") == [.minutes(15) + .seconds(20)])
        let without = try run(["network-down:ctl-02@10m+20m", "network-down:ctl-03@10m+20m"], post).run
        let refused = entries(without, .apiUnavailable, by: "operator")
        #expect(refused.first == .minutes(15) && refused.count == 5)
        #expect(entries(without, .updated, by: "operator") == [.minutes(15) + .seconds(930)])
    }
}
