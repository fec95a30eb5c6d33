import Scenarios
import Simulation
import Testing

/// Each kind of property holds and breaks for the reason that it says.
@Suite struct PropertyTests {
    /// The run of the small cloud in which a manager is off for a while, with one property.
    func result(_ expect: String) throws -> PropertyResult {
        let run = try ScenarioFixture.run(
            timeline: "{name: power, fault: power-loss, target: cmp-03, at: 5m, for: 30m}",
            expect: expect, more: "  until: {word: stepCompleted, object: ceph}")
        return try #require(run.results.first { $0.name == "this" })
    }

    @Test func alwaysNever() throws {
        let held = try result("    always: [{name: this, never: {word: quorumLost}}]")
        #expect(held.isHeld && held.reason == "it never came")
        let broken = try result("    always: [{name: this, never: {word: faultEnded}}]")
        #expect(!broken.isHeld && broken.reason == "faultEnded came" && broken.entry != nil)
        let later = try result(
            "    always: [{name: this, never: {word: faultBegan}, since: {word: faultEnded}}]")
        #expect(later.isHeld)
    }

    @Test func alwaysOfACondition() throws {
        let held = try result(
            "    always: [{name: this, condition: {object: Node/cmp-02, path: spec.unschedulable, equals: false}}]"
        )
        #expect(held.isHeld && held.reason == "it always was so")
        let broken = try result(
            "    always: [{name: this, condition: {object: Node/cmp-03, path: \"status.conditions[Ready].status\", equals: \"True\"}}]"
        )
        #expect(!broken.isHeld && broken.reason.contains("does not hold"))
        let never = try result(
            "    always: [{name: this, condition: {object: NodeMaintenanceRequest/cmp-01, path: spec.nodeName, equals: x}}]"
        )
        #expect(!never.isHeld && never.reason == "there was never anything to look at")
    }

    @Test func sometimesCountsAndMeasures() throws {
        #expect(try result("    sometimes: [{name: this, entry: {word: stepCompleted}, times: 2}]").isHeld)
        let few = try result("    sometimes: [{name: this, entry: {word: stepCompleted}, times: 3}]")
        #expect(!few.isHeld && few.reason == "it came 2 of 3 times")
        let span =
            "from: {word: phaseEntered, subject: Host/cmp-03, object: \"off\"}, to: {word: phaseEntered, subject: Host/cmp-03, object: posting}"
        #expect(try result("    sometimes: [{name: this, \(span), lasts: 30m}]").isHeld)
        let short = try result("    sometimes: [{name: this, \(span), lasts: 50m}]")
        #expect(!short.isHeld && short.reason.hasPrefix("it lasted 3"))
    }

    @Test func eventuallyCountsFromTheEndOfTheFaults() throws {
        let ready =
            "condition: {object: Node/cmp-03, path: \"status.conditions[Ready].status\", equals: \"True\"}"
        let held = try result("    eventually: [{name: this, \(ready), within: 30m}]")
        #expect(held.isHeld, "\(held.reason)")
        let late = try result("    eventually: [{name: this, \(ready), within: 1m}]")
        #expect(
            !late.isHeld && late.reason.hasSuffix("after the faults, 1 min were allowed"), "\(late.reason)")
        let gone = try result("    eventually: [{name: this, entry: {word: livelock}, within: 9h}]")
        #expect(!gone.isHeld && gone.reason == "it never came")
    }

    @Test func eventuallyIsLookedAtSinceAndUntil() throws {
        let ready = "word: nodeReady, subject: Node/cmp-03, object: \"True\""
        let since = "since: {word: phaseEntered, subject: Host/cmp-03, object: running}"
        let after = try result(
            "    eventually: [{name: this, entry: {\(ready)}, \(since), within: 10m}]")
        #expect(after.isHeld, "\(after.reason)")
        let late = try result("    eventually: [{name: this, entry: {\(ready)}, \(since), within: 1s}]")
        #expect(!late.isHeld && late.reason.contains("after that, "), "\(late.reason)")
        let closed = try result(
            "    eventually: [{name: this, entry: {\(ready)}, until: {word: faultEnded}, within: 9h}]")
        #expect(!closed.isHeld && closed.reason == "it never came")
        let never = try result(
            "    eventually: [{name: this, entry: {\(ready)}, since: {word: livelock}, within: 9h}]")
        #expect(!never.isHeld && never.reason == "what it is to follow never came")
        let condition =
            "condition: {object: Node/cmp-03, path: \"status.conditions[Ready].status\", equals: \"True\"}"
        let held = try result("    eventually: [{name: this, \(condition), \(since), within: 10m}]")
        #expect(held.isHeld, "\(held.reason)")
        let before = try result(
            "    eventually: [{name: this, \(condition), until: {word: faultEnded}, within: 9h}]")
        #expect(!before.isHeld && before.reason == "it never came")
    }

    @Test func budgetsAreCountedSinceAndUntil() throws {
        let fault = "entry: {word: faultBegan}, times: 0"
        #expect(
            try result("    budgets: [{name: this, \(fault), since: {word: faultEnded}}]").isHeld)
        #expect(
            try !result("    budgets: [{name: this, \(fault), until: {word: faultEnded}}]").isHeld)
        let off =
            "condition: {object: Node/cmp-03, path: \"status.conditions[Ready].status\", equals: Unknown}"
        let rest = try result(
            "    budgets: [{name: this, \(off), lasts: 25m, since: {word: faultEnded}}]")
        #expect(rest.isHeld, "\(rest.reason)")
        let first = try result(
            "    budgets: [{name: this, \(off), lasts: 25m, until: {word: faultEnded}}]")
        #expect(!first.isHeld, "\(first.reason)")
    }

    @Test func budgetsCountAndMeasure() throws {
        #expect(try result("    budgets: [{name: this, entry: {word: faultBegan}, times: 1}]").isHeld)
        let many = try result("    budgets: [{name: this, entry: {word: faultBegan}, times: 0}]")
        #expect(!many.isHeld && many.reason == "1 of at most 0")
        let off =
            "condition: {object: Node/cmp-03, path: \"status.conditions[Ready].status\", equals: Unknown}"
        #expect(try result("    budgets: [{name: this, \(off), lasts: 2h}]").isHeld)
        let long = try result("    budgets: [{name: this, \(off), lasts: 10m}]")
        #expect(!long.isHeld && long.reason.hasSuffix("of at most 10 min"))
    }
}
