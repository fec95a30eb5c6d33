import Foundation
import RunStore
import Simulation
import Testing

@Suite struct RunWriterTests {
    @Test(arguments: [0, 1, 10_000, 10_001, 25_000])
    func whatIsWrittenIsRead(count: Int) throws {
        let temporary = try TemporaryStore()
        let blocks = SampleRun.blocks(count)
        let names = ["", "mosk", "naïve\u{0}name", String(repeating: "x", count: 70_000)]
        let record = SampleRun.record("run-1", entries: count, members: SampleRun.members(3))
        let writer = try temporary.store.begin(id: "run-1")
        for block in blocks { try writer.append(block: block) }
        try writer.names(names)
        try writer.names(["later"])
        try writer.input(path: "cloud/b.yaml", bytes: Array("b: 1\n".utf8))
        try writer.input(path: "cloud/a.yaml", bytes: [])
        try writer.decisions([1, 2])
        try writer.decisions([3])
        try writer.inbox([9])
        let path = try writer.finish(record)

        let reader = try temporary.store.open("run-1")
        #expect(path == temporary.path("run-1") && reader.path == path)
        #expect(reader.record == record)
        #expect(reader.blockCount == blocks.count && reader.entryCount == count)
        #expect(try (0..<reader.blockCount).map { try reader.block($0) } == blocks)
        #expect(reader.fingerprints() == blocks.map(\.fingerprint))
        #expect(try reader.names() == names + ["later"])
        #expect(reader.inputs().map(\.path) == ["cloud/b.yaml", "cloud/a.yaml"])
        #expect(reader.inputs().map(\.size) == [5, 0])
        #expect(try reader.inputs().map { try reader.bytes(of: $0) } == [Array("b: 1\n".utf8), []])
        #expect(try reader.decisions() == [1, 2, 3])
        #expect(try reader.inbox() == [9])
    }

    @Test func aRunWithoutPiecesHasEmptyOnes() throws {
        let temporary = try TemporaryStore()
        try temporary.store.begin(id: "bare").finish(SampleRun.record("bare", entries: 0))
        let reader = try temporary.store.open("bare")
        #expect(reader.blockCount == 0 && reader.entryCount == 0 && reader.fingerprints().isEmpty)
        #expect(reader.inputs().isEmpty)
        #expect(try reader.names().isEmpty)
        #expect(try reader.decisions().isEmpty && reader.inbox().isEmpty)
        #expect(try reader.entry(EntryID(number: 1)) == nil)
    }

    @Test func namesBeyondOnePieceKeepTheirNumbers() throws {
        let temporary = try TemporaryStore()
        let names = (0..<70_000).map { "openstack/compute-\($0)-" + String(repeating: "n", count: 80) }
        let writer = try temporary.store.begin(id: "many")
        try writer.names(names)
        try writer.finish(SampleRun.record("many"))
        #expect(try temporary.store.open("many").names() == names)
    }

    @Test func nothingShowsBeforeFinish() throws {
        let temporary = try TemporaryStore()
        let writer = try temporary.store.begin(id: "run-1")
        try writer.append(block: SampleRun.blocks(10)[0])
        #expect(try temporary.store.runs().isEmpty)
        #expect(throws: RunStoreError.self) { try temporary.store.open("run-1") }
        try writer.finish(SampleRun.record("run-1"))
        #expect(try temporary.names() == ["catalogue.sqlite", "run-1.twinrun"])
    }

    @Test func whatIsDroppedOrAbandonedLeavesNothing() throws {
        let temporary = try TemporaryStore()
        var writer: RunWriter? = try temporary.store.begin(id: "dropped")
        try writer?.append(block: SampleRun.blocks(10)[0])
        writer = nil
        let abandoned = try temporary.store.begin(id: "abandoned")
        abandoned.abandon()
        #expect(try temporary.names().isEmpty)
        #expect(throws: RunStoreError.self) { try abandoned.names(["a"]) }
        #expect(throws: RunStoreError.self) { try abandoned.finish(SampleRun.record("abandoned")) }
        #expect(try temporary.names().isEmpty)
    }

    @Test func abandoningAfterFinishKeepsTheRun() throws {
        let temporary = try TemporaryStore()
        let writer = try temporary.store.begin(id: "kept")
        try writer.finish(SampleRun.record("kept"))
        writer.abandon()
        #expect(throws: RunStoreError.self) { try writer.names(["a"]) }
        #expect(try temporary.store.runs().map(\.id) == ["kept"])
    }

    @Test func filesAreTheOwnersOnly() throws {
        let temporary = try TemporaryStore()
        let writer = try temporary.store.begin(id: "run-1")
        func modes() throws -> Set<Int> {
            Set(
                try temporary.names().map { (name: String) in
                    let path = "\(temporary.directory)/\(name)"
                    let attributes = try FileManager.default.attributesOfItem(atPath: path)
                    return try #require(attributes[.posixPermissions] as? Int)
                })
        }
        #expect(try modes() == [0o600])
        try writer.finish(SampleRun.record("run-1"))
        _ = try temporary.store.runs()
        #expect(try temporary.names().count == 2)
        #expect(try modes() == [0o600])
        let attributes = try FileManager.default.attributesOfItem(atPath: temporary.directory)
        #expect(attributes[.posixPermissions] as? Int == 0o700)
    }

    @Test func twoWritersAtOnceStoreBoth() throws {
        let temporary = try TemporaryStore()
        let first = try temporary.store.begin(id: "first")
        let second = try temporary.store.begin(id: "second")
        for block in SampleRun.blocks(15_000) {
            try first.append(block: block)
            try second.append(block: block)
        }
        try second.finish(SampleRun.record("second", created: 2))
        try first.finish(SampleRun.record("first", created: 1))
        #expect(try temporary.store.runs().map(\.id) == ["second", "first"])
        for id in ["first", "second"] { #expect(try temporary.store.open(id).entryCount == 15_000) }
    }

    @Test func manyWritersAndReadersInParallelAgree() async throws {
        let temporary = try TemporaryStore()
        try await withThrowingTaskGroup(of: Void.self) { (group: inout ThrowingTaskGroup<Void, any Error>) in
            for number in 0..<12 {
                group.addTask {
                    try temporary.add("run-\(number)", created: Int64(number))
                    let listing = try temporary.store.listing()
                    #expect(listing.warnings.isEmpty && listing.records.contains { $0.id == "run-\(number)" })
                }
            }
            try await group.waitForAll()
        }
        #expect(try temporary.store.runs().map(\.id) == (0..<12).reversed().map { "run-\($0)" })
    }

    @Test func ofTwoWritersOfOneNameTheFirstToFinishWins() throws {
        let temporary = try TemporaryStore()
        let first = try temporary.store.begin(id: "same")
        let second = try temporary.store.begin(id: "same")
        try first.append(block: SampleRun.blocks(7)[0])
        try first.finish(SampleRun.record("same"))
        let error = #expect(throws: RunStoreError.self) { try second.finish(SampleRun.record("same")) }
        #expect(error?.kind == .exists)
        let third = #expect(throws: RunStoreError.self) { try temporary.store.begin(id: "same") }
        #expect(third?.kind == .exists)
        #expect(try temporary.names() == ["same.twinrun"])
        #expect(try temporary.store.open("same").entryCount == 7)
    }

    @Test(arguments: ["", "a/b", "..", "-rf", "a b", "latest", "é", String(repeating: "x", count: 65)])
    func whatCannotBeAFileNameIsRefused(id: String) throws {
        let temporary = try TemporaryStore()
        let error = #expect(throws: RunStoreError.self) { try temporary.store.begin(id: id) }
        #expect(error?.kind == .invalid)
    }
}
