import Foundation
import RunStore
import Simulation
import Testing

/// A disk that takes no more, met at every write of a run and of the catalogue in turn: files may have ever
/// more bytes until all goes well.
@Suite struct AnyWriteFailsTests {
    @Test func eachWriteMayBeTheOneThatFindsNoRoom() async {
        await #expect(processExitsWith: .success) {
            let temporary = try TemporaryStore()
            try temporary.add("before")
            let before = try temporary.content("before")
            let blocks = SampleRun.blocks(2500, size: 500)
            let stream = RandomStream(seed: 5)
            let input = (0..<20_000).map { UInt8(truncatingIfNeeded: stream.bits(UInt64($0))) }
            signal(SIGXFSZ, SIG_IGN)
            var failures = 0
            var isStored = false
            for size in stride(from: 0, to: 1 << 20, by: 2048) where !isStored {
                // The catalogue is written anew by each listing.
                unlink(temporary.directory + "/catalogue.sqlite")
                FileSizeLimit.set(size)
                let error = Self.attempt(temporary.store, blocks, input)
                let listing = try temporary.store.listing()
                FileSizeLimit.set(nil)
                isStored = error == nil
                let known = isStored ? ["before", "new"] : ["before"]
                #expect(listing.records.map(\.id).sorted() == known, "\(size): \(listing)")
                #expect(listing.warnings.isEmpty, "\(size): \(listing.warnings)")
                #expect(try temporary.content("before") == before, "\(size)")
                #expect(try temporary.store.open("before").entryCount == 5, "\(size)")
                #expect(try temporary.names().allSatisfy { !$0.hasPrefix(".") }, "\(size)")
                guard let error else { continue }
                failures += 1
                #expect(error.kind == .diskFull && !error.hint.isEmpty, "\(size): \(error)")
            }
            #expect(isStored && failures > 10, "\(failures) failures")
            #expect(try temporary.store.open("new").entryCount == 2500)
        }
    }

    private static func attempt(_ store: RunStore, _ blocks: [JournalBlock], _ input: [UInt8])
        -> RunStoreError?
    {
        do throws(RunStoreError) {
            let writer = try store.begin(id: "new")
            for block in blocks { try writer.append(block: block) }
            try writer.names(["", "mosk"])
            try writer.input(path: "cloud/a.yaml", bytes: input)
            try writer.decisions([1])
            try writer.inbox([2])
            try writer.finish(SampleRun.record("new", entries: 2500, members: SampleRun.members(300)))
            return nil
        } catch {
            return error
        }
    }
}
