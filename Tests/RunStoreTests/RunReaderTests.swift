import Foundation
import RunStore
import Simulation
import Testing

@Suite struct RunReaderTests {
    @Test func entriesAreFoundByNumber() throws {
        let temporary = try TemporaryStore()
        let blocks = SampleRun.blocks(1000, size: 7)
        let writer = try temporary.store.begin(id: "run")
        for block in blocks { try writer.append(block: block) }
        try writer.finish(SampleRun.record("run", entries: 1000))
        let reader = try temporary.store.open("run")
        let entries = blocks.flatMap(\.entries)
        for number in (1...1000).reversed() + [500, 1, 999] {
            #expect(try reader.entry(EntryID(number: UInt32(number))) == entries[number - 1])
        }
        #expect(try reader.entry(.none) == nil)
        #expect(try reader.entry(EntryID(number: 1001)) == nil)
        #expect(try reader.entry(EntryID(number: .max)) == nil)
        #expect(reader.entryRanges().first == EntryID(number: 1)...EntryID(number: 7))
        #expect(reader.entryRanges().last == EntryID(number: 995)...EntryID(number: 1000))
    }

    @Test func aRunFileIsReadOutsideAStore() throws {
        let temporary = try TemporaryStore()
        try temporary.add("run")
        let elsewhere = try TemporaryStore()
        try elsewhere.put(try temporary.content("run"), "attached, copy.twinrun")
        let path = elsewhere.directory + "/attached, copy.twinrun"
        #expect(try RunReader(path: path).record.id == "run")
        #expect(try temporary.store.open(path).record.id == "run")
    }

    @Test func readingChangesNothing() throws {
        let temporary = try TemporaryStore()
        try temporary.add("run", members: SampleRun.members(2))
        let before = try temporary.content("run")
        let reader = try temporary.store.open("run")
        _ = try reader.block(0)
        _ = try reader.names()
        #expect(try temporary.content("run") == before)
        #expect(try temporary.names() == ["run.twinrun"])
    }

    @Test func aMissingFileIsNotFound() throws {
        let temporary = try TemporaryStore()
        let error = #expect(throws: RunStoreError.self) {
            try RunReader(path: temporary.directory + "/no.twinrun")
        }
        #expect(error?.kind == .notFound)
    }

    @Test func aPipeInTheStoreIsNotWaitedFor() throws {
        let temporary = try TemporaryStore()
        #expect(mkfifo(temporary.path("pipe"), 0o600) == 0)
        let listing = try temporary.store.listing()
        #expect(listing.records.isEmpty && listing.warnings.map(\.kind) == [.damaged])
    }
}
