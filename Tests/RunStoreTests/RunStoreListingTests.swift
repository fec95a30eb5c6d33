import Foundation
import GRDB
import RunStore
import Testing

@Suite struct RunStoreListingTests {
    private let temporary: TemporaryStore
    private let expected = ["c", "b", "a"]

    init() throws {
        temporary = try TemporaryStore()
        try temporary.add("c", created: 30)
        try temporary.add("a", created: 10, members: SampleRun.members(4))
        try temporary.add("b", created: 20)
    }

    private var catalogue: String { temporary.directory + "/catalogue.sqlite" }

    private func ids() throws -> [String] {
        let listing = try temporary.store.listing()
        #expect(listing.warnings.isEmpty)
        return listing.records.map(\.id)
    }

    @Test func runsAreListedNewestFirst() throws {
        #expect(try ids() == expected)
        #expect(try ids() == expected)
        try temporary.add("d", created: 20)
        #expect(try ids() == ["c", "d", "b", "a"])
    }

    @Test func aListingCountsMembersButLeavesThemOut() throws {
        for _ in 0..<2 {
            let record = try #require(try temporary.store.runs().last)
            #expect(record.memberCount == 4 && record.members.isEmpty)
        }
        #expect(try temporary.store.open("a").record.members == SampleRun.members(4))
    }

    @Test func aListingLeavesSummariesOut() throws {
        for _ in 0..<2 {
            #expect(try temporary.store.runs().allSatisfy { $0.summaryJSON.isEmpty })
        }
        #expect(try !temporary.store.open("a").record.summaryJSON.isEmpty)
        let queue = try DatabaseQueue(path: catalogue)
        let texts = try queue.read { (database: Database) in
            try String.fetchAll(database, sql: "SELECT record FROM run")
        }
        #expect(texts.count == 3 && texts.allSatisfy { $0.contains("\"summaryJSON\":\"\"") })
    }

    @Test func theCatalogueSparesOpeningTheFiles() throws {
        #expect(try ids() == expected)
        let queue = try DatabaseQueue(path: catalogue)
        let count = try queue.read { (database: Database) in
            try Int.fetchOne(database, sql: "SELECT count(*) FROM run")
        }
        #expect(count == 3)
    }

    @Test func aDeletedCatalogueIsRebuilt() throws {
        #expect(try ids() == expected)
        try FileManager.default.removeItem(atPath: catalogue)
        #expect(try ids() == expected)
        #expect(FileManager.default.fileExists(atPath: catalogue))
    }

    @Test func aDamagedCatalogueIsRebuilt() throws {
        #expect(try ids() == expected)
        let whole = Array(try Data(contentsOf: URL(fileURLWithPath: catalogue)))
        for index in stride(from: 0, to: whole.count, by: 97) {
            var bytes = whole
            bytes[index] ^= 0xff
            try temporary.put(bytes, "catalogue.sqlite")
            #expect(try ids() == expected, "byte \(index)")
        }
        for length in [0, 1, 100, 4096, whole.count - 1] {
            try temporary.put(Array(whole[..<length]), "catalogue.sqlite")
            #expect(try ids() == expected, "\(length) bytes")
        }
        try temporary.put(Array("this is no database".utf8), "catalogue.sqlite")
        #expect(try ids() == expected)
    }

    @Test(arguments: [
        "PRAGMA user_version = 9", "DROP TABLE run", "DELETE FROM run", "UPDATE run SET stamp = 'x'",
    ])
    func aCatalogueOutOfStepIsMended(sql: String) throws {
        #expect(try ids() == expected)
        let queue = try DatabaseQueue(path: catalogue)
        try queue.write { (database: Database) in try database.execute(sql: sql) }
        try queue.close()
        #expect(try ids() == expected)
        #expect(try ids() == expected)
    }

    @Test func aCatalogueThatIsADirectoryIsDoneWithout() throws {
        try FileManager.default.createDirectory(atPath: catalogue, withIntermediateDirectories: false)
        #expect(try ids() == expected)
    }

    @Test func runsDeletedOrAddedByHandAreNoticed() throws {
        #expect(try ids() == expected)
        let other = try TemporaryStore()
        try other.add("e", created: 40)
        try temporary.put(try other.content("e"), "e.twinrun")
        try FileManager.default.removeItem(atPath: temporary.path("b"))
        #expect(try ids() == ["e", "c", "a"])
        try FileManager.default.removeItem(atPath: temporary.path("a"))
        try other.add("a", created: 90)
        try temporary.put(try other.content("a"), "a.twinrun")
        #expect(try ids() == ["a", "e", "c"])
    }

    @Test func aBrokenRunLosesOnlyItself() throws {
        #expect(try ids() == expected)
        var bytes = try temporary.content("b")
        bytes.removeLast(5000)
        try temporary.put(bytes, "b.twinrun")
        try temporary.put([], "empty.twinrun")
        try temporary.put([], "notes.txt")
        for _ in 0..<2 {
            let listing = try temporary.store.listing()
            #expect(listing.records.map(\.id) == ["c", "a"])
            #expect(listing.warnings.map(\.subject) == [temporary.path("b"), temporary.path("empty")])
        }
    }

    @Test func aRenamedRunIsAWarning() throws {
        try temporary.put(try temporary.content("a"), "copy of a.twinrun")
        let listing = try temporary.store.listing()
        #expect(listing.records.map(\.id) == expected)
        #expect(listing.warnings.map(\.subject) == [temporary.path("copy of a")])
        #expect(listing.warnings[0].description.contains("the run a"))
    }
}
