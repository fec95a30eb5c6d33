import HardwareInterfaces
import Kubernetes
import Scenarios
import Simulation
import Testing

@testable import Controllers
@testable import Twin

/// Tokens of LCM agents: computed, and as a world has them whose every heartbeat is an event.
@Suite struct AgentTokenTests {
    /// Short lives, so that much happens in little time.
    static let short = AgentToken.Terms(life: .minutes(20), reserve: .minutes(5))

    /// A cloud of a manager and two workers, with faults, whose tokens live short.
    static func made(_ seed: UInt64, _ faults: [FaultDraft], length: SimDuration = .hours(4)) -> TickingCase {
        TickingCase(
            seed: seed, managers: 1, workers: 2, isUpdated: true, length: length, faults: faults,
            terms: short)
    }

    static func draft(
        _ what: String, _ begin: SimDuration, _ length: SimDuration?, target: String = "cmp-01"
    ) -> FaultDraft {
        FaultDraft(what: what, target: target, begin: begin, length: length)
    }

    /// What can keep an agent from its token, for less than is left of it, for more, and for ever.
    @Test(
        arguments: [
            "agent-stop:cmp-01", "partition:cmp-01:management:one", "network-down:cmp-01", "hang:cmp-01",
            "power-loss:cmp-01", "api-errors:management:100%", "clock-skew:cmp-01:-4m29s",
            "clock-skew:cmp-01:-5m", "clock-skew:cmp-01:-5m1s", "clock-skew:cmp-01:-2h",
            "clock-skew:cmp-01:14m50s", "clock-skew:cmp-01:1h", "nic-flapping:cmp-01:50m",
        ])
    func computedAndTickingTokensAreTheSame(what: String) throws {
        var refusals = 0
        for seed in 0..<6 as Range<UInt64> {
            for length in [SimDuration.minutes(4), .minutes(12), .minutes(33), nil] {
                let begin = SimDuration.minutes(7) + .milliseconds(Int64(seed) * 211_317)
                let made = Self.made(seed, [Self.draft(what, begin, length)], length: .minutes(100))
                #expect(try made.difference() == nil, "\(made)")
                refusals += try made.run(ticks: false).entries(LCMEntry.tokenRefused).count
            }
        }
        // Who is never back and never speaks with an old token is never refused.
        // One that is started anew has a new token.
        let isHarmless =
            ["-4m29s", "14m50s", ":1h"].contains { what.hasSuffix($0) }
            || ["agent-stop", "power-loss", "hang"].contains { what.hasPrefix($0) }
        #expect(isHarmless ? refusals == 0 : refusals > 0, "\(refusals)")
    }

    /// When the tokens of an agent of a run were refused, and its items done.
    private func times(_ run: RecordedRun, _ word: LCMEntry) -> [SimDuration] {
        run.entries(word, subject: "cmp-01").map { run[$0].time - .zero }
    }

    @Test func agentThatIsAwayForLessThanAnHourIsLetIn() throws {
        let template = try CloudBuilder().template()
        for seed in 1...12 as ClosedRange<UInt64> {
            var options = RunOptions(seed: seed)
            options.faults = try template.faults(["partition:cmp-01:management:one@30m+59m"])
            let run = RunDriver.record(template, options)
            #expect(run.outcome == .completed)
            #expect(times(run, .tokenRefused).isEmpty)
        }
    }

    @Test func agentThatIsAwayForLongerThanATokenLivesIsRefusedAndDoesNothing() throws {
        let template = try CloudBuilder().template()
        var options = RunOptions(seed: 3, limit: .hours(60))
        options.faults = try template.faults(["partition:cmp-01:management:one@10m+25h"])
        let run = RunDriver.record(template, options)
        #expect(times(run, .tokenRefused) == [.minutes(10) + .hours(25)])
        #expect(times(run, .itemFinished).allSatisfy { $0 < .minutes(10) })
        #expect(run.outcome == .stuck)
        let waits = Wait.all(run).filter { $0.rule.form == .tokenExpired }
        #expect(waits.map { run.names[$0.holder.name] } == ["cmp-01"])
        #expect(waits.allSatisfy { $0.end == nil })
        // The cause of the refusal is what brought the agent back.
        let refusal = run[try #require(run.entries(LCMEntry.tokenRefused).first)]
        #expect(run[refusal.cause].kind == EquipmentEntry.faultEnded.kind)
    }

    @Test(arguments: ["agent-stop:cmp-01", "power-loss:cmp-01"])
    func agentThatStartsAnewHasANewToken(what: String) throws {
        let template = try CloudBuilder().template()
        var options = RunOptions(seed: 3, limit: .hours(90))
        options.faults = try template.faults(["\(what)@10m+40h"])
        let run = RunDriver.record(template, options)
        #expect(run.outcome == .completed && times(run, .tokenRefused).isEmpty)
    }

    @Test func slowClockMissesTheEndOfTheTokenWhileTheAgentSpeaks() throws {
        let template = try CloudBuilder().template()
        var driver = RunDriver(template, RunOptions(seed: 5), goal: Goal(after: .hours(60)))
        let fault = try #require(try template.faults(["clock-skew:cmp-01:-61m@1h"]).first)
        driver.world.state.inbox.post(.begin(fault, number: 1), at: .zero + .hours(1))
        let before = try #require(
            driver.world.state.substrate.estate.nodes.indices.first {
                driver.world.state.substrate.kernel.names[
                    driver.world.state.substrate.estate.nodes[$0].name] == "cmp-01"
            })
        let token = driver.world.state.substrate.estate.nodes[before].token.renewed
        _ = driver.run()
        let run = driver.recorded(.completed)
        let refused = try #require(times(run, .tokenRefused).first)
        // The last token before the clock was wrong, or the one that came in the hour before.
        let renewed: SimDuration =
            token - SimTime.zero
            + (token + .hours(23) < SimTime.zero + .hours(1) ? SimDuration.hours(23) : SimDuration.zero)
        #expect(
            refused >= renewed + .hours(24) && refused <= renewed + .hours(24) + .seconds(60), "\(refused)")
    }

    @Test func quietDaysCostNoEvents() throws {
        let template = try CloudBuilder().template()
        func events(_ length: SimDuration) -> Int {
            var options = RunOptions(seed: 3)
            options.operatorPlan.commencements = []
            var driver = RunDriver(template, options, goal: Goal(after: length))
            _ = driver.run()
            return driver.world.eventCount
        }
        #expect(events(.hours(24)) == events(.hours(24 * 90)))
    }

    @Test func operatorsRestartLetsTheAgentInAndCountsOnce() throws {
        var made = Self.made(2, [Self.draft("partition:cmp-01:management:one", .minutes(5), .minutes(30))])
        func restart(_ world: inout World) throws {
            let facts = CloudFacts(try made.template())
            for (time, mark) in [(SimDuration.minutes(2), "a"), (.minutes(50), "a"), (.minutes(70), "b")] {
                let object: Value = .map([
                    "apiVersion": .string("lcm.mirantis.com/v1alpha1"), "kind": .string("LCMMachine"),
                    "metadata": .map([
                        "name": .string("cmp-01"), "namespace": .string("lab"),
                        "annotations": .map([Label.restartAgent: .string(mark)]),
                    ]),
                ])
                world.state.inbox.post(.apply(try ObjectApply(object, facts)), at: .zero + time)
            }
        }
        let run = try made.run(ticks: false, prepare: { try? restart(&$0) })
        #expect(times(run, .tokenRefused) == [.minutes(35)])
        let restarts = times(run, .agentRestarted)
        #expect(restarts.count == 1, "what it said before is no new restart")
        #expect(restarts.allSatisfy { $0 >= .minutes(70) && $0 < .minutes(71) })
        #expect(times(run, .itemFinished).contains { $0 > .minutes(70) })
        made.faults += [Self.draft("clock-skew:cmp-01:-1h", .minutes(90), nil)]
        let (computed, ticking) = (
            try made.run(ticks: false, prepare: { try? restart(&$0) }),
            try made.run(ticks: true, prepare: { try? restart(&$0) })
        )
        #expect(computed.fingerprint == ticking.fingerprint)
        #expect(times(computed, .tokenRefused).count == 2, "the new token expires too")
    }
}
