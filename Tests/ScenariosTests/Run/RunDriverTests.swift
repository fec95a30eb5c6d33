import Controllers
import Kubernetes
import Scenarios
import Simulation
import Testing
import Twin

@Suite struct RunDriverTests {
    /// Objects to the first entry of a word.
    struct Objector: RunObserver {
        var kind: EntryKind
        let property = "nothing happens"
        mutating func begin(_ world: borrowing World) {}
        mutating func take(_ entry: Entry, _ world: borrowing World) -> String? {
            entry.kind == kind ? "it did: at last" : nil
        }
    }

    /// Counts what it sees.
    final class Count: RunObserver, @unchecked Sendable {
        var entries: [Entry] = []
        let property = "all is seen"
        func begin(_ world: borrowing World) {}
        func take(_ entry: Entry, _ world: borrowing World) -> String? {
            entries.append(entry)
            return nil
        }
    }

    @Test func goalIsSeenAtTheEndOfABlockWithAnEntryBehindItInTheSameStep() throws {
        let template = try SmallCloud.template.get()
        let count = Count()
        var driver = RunDriver(template, RunOptions(seed: 7), observers: [count])
        let name = try #require(driver.world.state.substrate.kernel.names.find(template.cluster))
        let cluster = Subject(kind: ClusterSpec.kind.subjectKind, name: name)
        while driver.world.state.substrate.kernel.journal.count < JournalBlock.capacity - 1 {
            driver.world.state.substrate.kernel.record(KubernetesEntry.conflicted.kind, .none)
        }
        driver.world.state.substrate.kernel.record(LCMEntry.releaseReached.kind, cluster)
        driver.world.state.substrate.kernel.record(KubernetesEntry.conflicted.kind, .none)
        #expect(driver.run(events: 1) == .completed)
        #expect(driver.entry(EntryID(number: 10_000))?.kind == LCMEntry.releaseReached.kind)
        #expect(driver.entry(EntryID(number: 10_001))?.kind == KubernetesEntry.conflicted.kind)
        #expect(driver.entry(EntryID(number: 90_000)) == nil)
        #expect(count.entries.count == driver.world.state.substrate.kernel.journal.count)
        #expect(driver.recorded(.completed).blocks.map(\.entries).joined().elementsEqual(count.entries))
    }

    @Test func anotherGoalEndsTheRunWhereItIsReached() throws {
        let template = try SmallCloud.template.get()
        let goal = Goal(LCMEntry.machineState, LCMMachineSpec.kind.subjectKind, template.nodes[0].name)
        var driver = RunDriver(template, RunOptions(seed: 7), goal: goal)
        #expect(driver.run() == .completed)
        let run = driver.recorded(.completed)
        let last = run[EntryID(number: UInt32(run.count))]
        #expect(run.names[last.subject.name] == template.nodes[0].name)
    }

    @Test func observerThatObjectsEndsTheRunWithItsEntryAndProperty() throws {
        let observer = Objector(kind: LCMEntry.machineAdmitted.kind)
        var driver = RunDriver(
            try SmallCloud.template.get(), RunOptions(seed: 7), observers: [observer])
        guard case .violated(let violation)? = driver.run() else {
            Issue.record("the objection was not heard")
            return
        }
        #expect(violation.property == "nothing happens" && violation.problem == "it did: at last")
        let run = driver.recorded(.violated(violation))
        #expect(run[violation.entry].kind == LCMEntry.machineAdmitted.kind)
        #expect(
            run.outcome.description
                == "violated at \(violation.entry.number): nothing happens: it did: at last")
        #expect(RunOutcome(run.outcome.description) == run.outcome)
    }

    @Test func outcomesAreReadAsTheyAreWritten() {
        for outcome in [RunOutcome.completed, .stuck, .timedOut, .livelocked] {
            #expect(RunOutcome(outcome.description) == outcome)
        }
        for text in ["", "done", "violated", "violated at x: a: b", "violated at 3: a"] {
            #expect(RunOutcome(text) == nil)
        }
    }
}
