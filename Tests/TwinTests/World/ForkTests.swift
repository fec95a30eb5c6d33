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

    /// Lets a world go on until the cluster has reached the release.
    private func finish(_ world: inout World, _ template: WorldTemplate) -> Fingerprint? {
        while let next = world.nextTime, next < .zero + .hours(240) {
            let seen = world.substrate.kernel.journal.count
            guard world.step() else { return nil }
            for number in seen..<world.substrate.kernel.journal.count {
                let entry = world.substrate.kernel.journal.recent(EntryID(number: UInt32(number + 1)))
                guard let entry, entry.kind == LCMEntry.releaseReached.kind else { continue }
                if world.substrate.kernel.names[entry.subject.name] == template.cluster,
                    world.substrate.plan(to: template.target.metadata.name)?.status.status == .completed
                {
                    return world.substrate.kernel.journal.fingerprint
                }
            }
        }
        return nil
    }

    @Test(arguments: 0..<24)
    func forkAndTrunkGoOnAlike(place: Int) throws {
        let (template, plain) = (try Self.template.get(), try Self.plain.get())
        let events = Int(RandomStream(seed: 11).below(UInt64(plain.events), UInt64(place)))
        var trunk = RunDriver(template, RunOptions(seed: 7))
        #expect(trunk.run(events: events) == nil)
        var fork = trunk.world.fork()
        // In turns, so that a shared part would be noticed.
        let early = trunk.run(events: 50)
        #expect(finish(&fork, template) == plain.fingerprint)
        let outcome = early ?? trunk.run()
        #expect(outcome == .completed)
        #expect(trunk.recorded(.completed).fingerprint == plain.fingerprint)
    }

    @Test(arguments: 0..<8)
    func changeInAForkIsFeltThereAndThenOnly(place: Int) throws {
        let (template, plain) = (try Self.template.get(), try Self.plain.get())
        let events = Int(RandomStream(seed: 12).below(UInt64(plain.events * 9 / 10), UInt64(place)))
        var trunk = RunDriver(template, RunOptions(seed: 7))
        #expect(trunk.run(events: events) == nil)
        var fork = trunk.world.fork()
        let before = fork.substrate.kernel.journal.count
        let fault = try template.faults(["power-loss:cmp-01"])[0]
        fork.inbox.post(.begin(fault, number: 1), at: fork.now)
        fork.inbox.post(.end(number: 1), at: fork.now + .minutes(20))
        #expect(finish(&fork, template) != nil)
        let changed = RecordedRun(
            seed: 7, outcome: .completed, fingerprint: fork.substrate.kernel.journal.fingerprint,
            names: fork.substrate.kernel.names, calendar: plain.calendar,
            blocks: fork.substrate.closeJournal(),
            events: fork.eventCount)
        let difference = try #require(Comparison.firstDifference(plain, changed))
        #expect(difference.entry == EntryID(number: UInt32(before + 1)))
        #expect(changed[difference.entry].kind == SimulationEntry.inboxTaken.kind)
        let outcome = trunk.run()
        #expect(outcome == .completed)
        #expect(trunk.recorded(.completed).fingerprint == plain.fingerprint)
    }
}
