import CZlib
import Foundation
import GRDB
import RunStore
import Simulation
import Testing

@Suite struct DamagedRunTests {
    private let temporary: TemporaryStore
    private let blocks = SampleRun.blocks(900, size: 300)

    init() throws {
        temporary = try TemporaryStore()
        let writer = try temporary.store.begin(id: "run")
        for block in blocks { try writer.append(block: block) }
        try writer.names(["", "mosk", "ceph"])
        try writer.input(path: "cloud/a.yaml", bytes: Array(repeating: 0x41, count: 3000))
        try writer.decisions([1, 2, 3])
        try writer.finish(SampleRun.record("run", entries: 900, members: SampleRun.members(20)))
    }

    /// Everything that a run holds, as text.
    private func everything(_ path: String) throws -> String {
        let reader = try RunReader(path: path)
        let blocks = try (0..<reader.blockCount).map { try reader.block($0) }
        let inputs = try reader.inputs().map { ($0.path, try reader.bytes(of: $0)) }
        return "\(reader.record) \(blocks) \(try reader.names()) \(inputs) \(try reader.decisions())"
    }

    private func change(_ sql: String, _ arguments: StatementArguments = []) throws {
        let queue = try DatabaseQueue(path: temporary.path("run"))
        try queue.write { (database: Database) in try database.execute(sql: sql, arguments: arguments) }
        try queue.close()
    }

    private func damage(_ read: (RunReader) throws -> Void = { _ in }) throws -> RunStoreError {
        try #require(throws: RunStoreError.self) { try read(try RunReader(path: temporary.path("run"))) }
    }

    @Test func everyFlippedByteIsHarmlessOrNoticed() throws {
        let whole = try temporary.content("run")
        let expected = try everything(temporary.path("run"))
        var noticed = 0
        for index in Array(0..<110) + Array(stride(from: 110, to: whole.count, by: 131)) {
            var bytes = whole
            bytes[index] ^= index.isMultiple(of: 2) ? 0xff : 1
            try temporary.put(bytes, "flipped.twinrun")
            do {
                #expect(try everything(temporary.path("flipped")) == expected, "byte \(index)")
            } catch let error as RunStoreError {
                #expect(error.kind == .damaged || error.kind == .newerFormat, "byte \(index): \(error)")
                #expect(error.subject == temporary.path("flipped"))
                noticed += 1
            }
        }
        #expect(noticed > 80)
        #expect(try temporary.names() == ["flipped.twinrun", "run.twinrun"])
    }

    @Test func everyTruncationIsNoticed() throws {
        let whole = try temporary.content("run")
        for length in [0, 1, 15, 16, 99, 100, 4095] + Array(stride(from: 4096, to: whole.count, by: 1024)) {
            try temporary.put(Array(whole[..<length]), "cut.twinrun")
            let error = #expect(throws: RunStoreError.self) { try everything(temporary.path("cut")) }
            #expect(error?.kind == .damaged, "\(length) bytes")
        }
    }

    @Test(arguments: [2, 3, 1_000_000])
    func aNewerFormatIsRefused(version: Int) throws {
        try change("PRAGMA user_version = \(version)")
        let error = try damage()
        #expect(error.kind == .newerFormat)
        #expect(error.description.contains("format \(version)"))
        let listing = try temporary.store.listing()
        #expect(listing.records.isEmpty && listing.warnings.map(\.kind) == [.newerFormat])
        #expect(try temporary.store.retain(newest: 0) == [])
        #expect(try temporary.names().contains("run.twinrun"))
    }

    @Test func anotherDatabaseIsNoRun() throws {
        try change("PRAGMA application_id = 0")
        #expect(try damage().description.contains("not a run file"))
        try temporary.put(Array("kind: Cluster\n".utf8), "run.twinrun")
        #expect(try damage().description.contains("not a run file"))
    }

    @Test(arguments: [
        "CREATE TRIGGER t AFTER INSERT ON run BEGIN DELETE FROM run; END",
        "ALTER TABLE run ADD COLUMN x INTEGER",
        "DROP TABLE run; CREATE VIEW run AS SELECT 1 AS number, '{}' AS record, 0 AS checksum",
        "CREATE INDEX i ON run(record)",
        "DROP TABLE run", "DROP TABLE block", "DROP TABLE piece", "DELETE FROM run", "DELETE FROM piece",
        "UPDATE run SET record = replace(record, '\"exitCode\":1', '\"exitCode\":0')",
        "UPDATE run SET record = NULL", "UPDATE run SET checksum = 'a'",
        "INSERT INTO run VALUES(2, '{}', 0, 0)",
        "DELETE FROM block WHERE number = 1", "UPDATE block SET base = base + 1 WHERE number = 2",
        "UPDATE block SET count = -5", "UPDATE block SET count = 9223372036854775807",
        "UPDATE block SET number = number + 10", "UPDATE block SET fingerprint = x'00'",
        "UPDATE block SET size = 'many'", "UPDATE piece SET size = 1 << 60 WHERE kind = 'members'",
        "UPDATE piece SET bytes = NULL WHERE kind = 'members'", "UPDATE run SET contents = 1",
        "DELETE FROM block WHERE number = 2", "DELETE FROM piece WHERE kind = 'decisions'",
        "UPDATE piece SET kind = 'inbox' WHERE kind = 'names'",
        "UPDATE piece SET kind = 'nams' WHERE kind = 'names'",
        "UPDATE piece SET label = 'cloud/b.yaml' WHERE kind = 'input'",
        "UPDATE piece SET size = 1 << 30 WHERE kind = 'names'",
        "UPDATE piece SET size = -1 WHERE kind = 'names'",
        "UPDATE block SET size = size + 1 WHERE number = 1",
        "UPDATE block SET fingerprint = (SELECT fingerprint FROM block WHERE number = 0) WHERE number = 1",

    ])
    func whatIsWrongInTheTablesIsNoticedWhenTheRunIsOpened(sql: String) throws {
        try change(sql)
        #expect(try damage().kind == .damaged)
    }

    @Test(arguments: [
        "UPDATE block SET bytes = (SELECT bytes FROM block WHERE number = 0) WHERE number = 1",
        "UPDATE block SET bytes = NULL WHERE number = 1",
        "UPDATE block SET bytes = 'text' WHERE number = 1",
        "UPDATE block SET bytes = substr(bytes, 1, 50) WHERE number = 1",
    ])
    func aDamagedBlockLosesOnlyItselfAndIsNamed(sql: String) throws {
        try change(sql)
        let reader = try RunReader(path: temporary.path("run"))
        let error = #expect(throws: RunStoreError.self) { try reader.block(1) }
        #expect(error?.description.contains("\(temporary.path("run")): ") == true)
        #expect(error?.description.contains("block 1 ") == true)
        #expect(throws: RunStoreError.self) { try reader.entry(EntryID(number: 301)) }
        #expect(try reader.block(0) == blocks[0] && reader.block(2) == blocks[2])
        #expect(try reader.entry(EntryID(number: 300)) == blocks[0].entries[299])
    }

    @Test func aBombInABlockIsNotInflated() throws {
        let zeros = [UInt8](repeating: 0, count: 64 << 20)
        var length = compressBound(uLong(zeros.count))
        var bomb = [UInt8](repeating: 0, count: Int(length))
        #expect(compress2(&bomb, &length, zeros, uLong(zeros.count), 9) == Z_OK)
        let data = Data(bomb[..<Int(length)])
        try change("UPDATE block SET bytes = ? WHERE number = 1", [data])
        #expect(try damage { _ = try $0.block(1) }.kind == .damaged)
        try change("UPDATE block SET size = ? WHERE number = 1", [zeros.count])
        #expect(try damage().kind == .damaged)
    }

    @Test(arguments: ["NULL", "x'00'", "'text'", "substr(bytes, 2)", "zeroblob(100)"])
    func aDamagedPieceLosesOnlyItself(bytes: String) throws {
        try change("UPDATE piece SET bytes = \(bytes) WHERE kind = 'names' OR kind = 'input'")
        let reader = try RunReader(path: temporary.path("run"))
        let names = #expect(throws: RunStoreError.self) { try reader.names() }
        #expect(names?.description.contains("altered: names") == true)
        let input = #expect(throws: RunStoreError.self) { try reader.bytes(of: reader.inputs()[0]) }
        #expect(input?.description.contains("cloud/a.yaml") == true)
        #expect(try reader.decisions() == [1, 2, 3])
    }
}
