import Scenarios
import Simulation
import Testing

@Suite struct RecordedRunTests {
    @Test func blocksOfARealRunComeBackFromTheirBytes() throws {
        let run = try SmallCloud.run.get()
        #expect(run.count > 1000)
        for block in run.blocks {
            let bytes = block.encoded()
            #expect(JournalBlock(encoded: bytes) == block)
            #expect(bytes.count < block.entries.count * 24 + 64)
        }
        #expect(run.blocks.last?.fingerprint == run.fingerprint)
    }

    @Test func everyCauseLiesBeforeItsEffect() throws {
        let run = try SmallCloud.run.get()
        var last = SimTime.zero
        run.forEach { id, entry in
            #expect(entry.cause < id)
            #expect(entry.time >= last)
            if entry.cause != .none { #expect(run[entry.cause].time <= entry.time) }
            last = entry.time
        }
    }

    @Test func entriesAreFoundByNumberInEveryBlock() {
        var builder = RunBuilder()
        let machine = builder.machine("a")
        for number in 1...20_001 { builder.add(Int64(number), SimulationEntry.inboxTaken, machine) }
        let run = builder.run()
        #expect(run.count == 20_001)
        for number in [1, 9_999, 10_000, 10_001, 20_000, 20_001] {
            #expect(run[EntryID(number: UInt32(number))].time == .zero + .seconds(Int64(number)))
        }
    }

    @Test func emptyRunHasNoEntries() {
        #expect(RunBuilder().run().count == 0)
    }
}
