import Foundation
import RunStore
import Testing

@Suite struct RunStoreLookupTests {
    private let temporary: TemporaryStore

    init() throws {
        temporary = try TemporaryStore()
        try temporary.add("20261128-220000-7f3a", created: 3)
        try temporary.add("20261128-220001-0001", created: 4)
        try temporary.add("20261127-090000-beef", created: 2)
        try temporary.add("2026", created: 1)
    }

    private func failure(_ name: String) throws -> RunStoreError {
        try #require(throws: RunStoreError.self) { try temporary.store.open(name) }
    }

    @Test(arguments: [
        ("20261127", "20261127-090000-beef"), ("20261128-220000", "20261128-220000-7f3a"), ("2026", "2026"),
        ("20261128-220001-0001", "20261128-220001-0001"), ("latest", "20261128-220001-0001"),
        ("2026.twinrun", "2026"),
    ])
    func aNameOrItsBeginningIsEnough(name: String, id: String) throws {
        #expect(try temporary.store.open(name).record.id == id)
    }

    @Test func aPathIsOpenedAsSuch() throws {
        #expect(try temporary.store.open(temporary.path("2026")).record.id == "2026")
        #expect(try failure("/nowhere/2026.twinrun").kind == .notFound)
    }

    @Test func anAmbiguousBeginningListsTheRuns() throws {
        let error = try failure("202611")
        #expect(error.kind == .ambiguous)
        #expect(
            error.candidates == ["20261128-220001-0001", "20261128-220000-7f3a", "20261127-090000-beef"])
        #expect(error.description.contains("20261127-090000-beef"))
    }

    @Test func anUnknownNameGetsTheNearest() throws {
        let error = try failure("20261128-220000-7f3b")
        #expect(error.kind == .notFound)
        #expect(error.candidates.first == "20261128-220000-7f3a")
        #expect(error.description.contains("did you mean 20261128-220000-7f3a"))
        #expect(try failure("zzz").candidates.count == 4)
        #expect(try failure("").kind == .notFound)
    }

    @Test func anEmptyStoreSaysSo() throws {
        let empty = try TemporaryStore()
        for name in ["latest", "x"] {
            let error = #expect(throws: RunStoreError.self) { try empty.store.open(name) }
            #expect(error?.kind == .notFound && error?.description.contains("no run is stored") == true)
        }
    }

    @Test func latestPassesOverABrokenRun() throws {
        try temporary.put([1], "20261128-220001-0001.twinrun")
        #expect(try temporary.store.open("latest").record.id == "20261128-220000-7f3a")
        #expect(try failure("20261128-220001").kind == .damaged)
    }
}
