import Controllers
import Kubernetes
import Scenarios
import Simulation
import Testing
import Twin

/// A fork goes on as its trunk would, and neither feels the other.
@Suite struct ForkTests {
    static let template = Result { try CloudBuilder().template() }
    static let plain = template.map { RunDriver.record($0, RunOptions(seed: 7)) }

    @Test(arguments: 0..<24)
    func forkAndTrunkGoOnAlike(place: Int) throws {
        let (template, plain) = (try Self.template.get(), try Self.plain.get())
        let events = Int(RandomStream(seed: 11).below(UInt64(plain.events), UInt64(place)))
        var trunk = RunDriver(template, RunOptions(seed: 7))
        #expect(trunk.run(events: events) == nil)
        var fork = trunk.fork()
        // In turns, so that a shared part would be noticed.
        let early = trunk.run(events: 50)
        #expect(fork.run() == .completed)
        #expect(fork.recorded(.completed).fingerprint == plain.fingerprint)
        let outcome = early ?? trunk.run()
        #expect(outcome == .completed)
        let run = trunk.recorded(.completed)
        #expect(run.fingerprint == plain.fingerprint && run.blocks == plain.blocks)
    }

    @Test(arguments: 0..<8)
    func changeInAForkIsFeltThereAndThenOnly(place: Int) throws {
        let (template, plain) = (try Self.template.get(), try Self.plain.get())
        let events = Int(RandomStream(seed: 12).below(UInt64(plain.events * 9 / 10), UInt64(place)))
        var trunk = RunDriver(template, RunOptions(seed: 7))
        #expect(trunk.run(events: events) == nil)
        var fork = trunk.fork()
        let before = fork.world.substrate.kernel.journal.count
        let fault = try template.faults(["power-loss:cmp-01"])[0]
        fork.world.inbox.post(.begin(fault, number: 1), at: fork.world.now)
        fork.world.inbox.post(.end(number: 1), at: fork.world.now + .minutes(20))
        #expect(fork.run() == .completed)
        let changed = fork.recorded(.completed)
        let difference = try #require(Comparison.firstDifference(plain, changed))
        #expect(difference.entry == EntryID(number: UInt32(before + 1)))
        #expect(changed[difference.entry].kind == SimulationEntry.inboxTaken.kind)
        #expect(changed.causes(of: difference.entry).last == EntryID(number: 1))
        let outcome = trunk.run()
        #expect(outcome == .completed)
        #expect(trunk.recorded(.completed).fingerprint == plain.fingerprint)
    }

    @Test func runGoesOnFromEachOfItsCheckpoints() throws {
        let (template, plain) = (try Self.template.get(), try Self.plain.get())
        var checkpoints: [Checkpoint] = []
        var driver = RunDriver(template, RunOptions(seed: 7))
        #expect(driver.run(checkpointEvery: .hours(1)) { checkpoints.append($0) } == .completed)
        #expect(driver.recorded(.completed).fingerprint == plain.fingerprint)
        #expect(checkpoints.count > 3)
        for checkpoint in checkpoints {
            for _ in 0..<2 {
                var again = checkpoint.resume()
                #expect(again.world.now == checkpoint.time)
                #expect(again.run() == .completed)
                #expect(again.recorded(.completed).fingerprint == plain.fingerprint)
            }
        }
    }
}
