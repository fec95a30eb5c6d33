import Controllers
import Scenarios
import Simulation
import Testing

/// The operator acts when told, and works when working.
@Suite struct OperatorTests {
    @Test func stepsWaitForTheNextWorkingDay() throws {
        let run = try ScenarioFixture.run(
            operate: "    hours: {from: 8h, until: 17h}\n    commence: [{steps: [openstack], at: 5s}]",
            expect: "    sometimes: [{name: it begins, entry: {word: stepCompleted, object: openstack}}]",
            more: "  until: {word: stepCompleted, object: openstack}")
        #expect(run.isHeld)
        var begun: SimTime?
        run.recorded.forEach { _, entry in
            if entry.kind == LCMEntry.stepCommenced.kind { begun = entry.time }
        }
        // The run begins on a Saturday at 22:00; Monday 8:00 is 34 hours later.
        #expect(try #require(begun) - .zero == .hours(34))
    }

    @Test func workingHoursAreLocal() {
        let hours = WorkingHours(days: [1, 2, 3, 4, 5], from: .hours(8), until: .hours(17))
        // Friday 2026-11-27 12:00 in a zone of one hour.
        let calendar = Calendar(rfc3339: "2026-11-27T12:00:00+01:00") ?? Calendar(epochUnixSeconds: 0)
        #expect(hours.next(from: .zero, calendar) == .zero)
        #expect(hours.next(from: .zero + .hours(5), calendar) == .zero + .hours(68))
        #expect(hours.next(from: .zero + .hours(60), calendar) == .zero + .hours(68))
        #expect(hours.next(from: .zero + .hours(69), calendar) == .zero + .hours(69))
    }

    @Test func reactionComesOnlyWhileTheWaitIsOn() throws {
        let field = "path: spec.concurrentUpdates"
        func run(after: String) throws -> ScenarioRun {
            try ScenarioFixture.run(
                timeline:
                    "{name: item, fault: item-fails, target: ctl-01, with: {item: node-config, times: 1}, for: 90h}",
                operate: """
                        reactions:
                        - to: {word: waitBegan, subject: LCMMachine/ctl-01, text: node-config exits}
                          after: \(after)
                          set: {object: UpdateGroup/mosk-small-default, \(field), value: 7}
                    """,
                expect:
                    "    sometimes: [{name: this, condition: {object: UpdateGroup/mosk-small-default, \(field), equals: 7}}]",
                more: "  until: {word: machineReleased, object: ctl-01}")
        }
        #expect(try run(after: "30s").isHeld)
        #expect(!(try run(after: "5h").isHeld), "the wait is long over")
    }

    @Test func whatTheServerRefusesIsJournaled() throws {
        let run = try ScenarioFixture.run(
            timeline:
                "{set: {object: NodeMaintenanceRequest/nothing, path: spec.nodeName, value: x}, at: 1m}",
            expect:
                "    sometimes: [{name: this, entry: {word: refused, subject: NodeMaintenanceRequest/nothing, text: answered 404}}]",
            more: "  until: {word: stepStarted, object: ceph}")
        #expect(run.isHeld, "\(run.results)")
    }
}
