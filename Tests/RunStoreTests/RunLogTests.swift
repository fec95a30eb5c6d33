import Foundation
import RunStore
import Testing

/// Files that grow with a run that goes on.
@Suite struct RunLogTests {
    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test func whatWasAppendedIsThereWithoutAnEnd() throws {
        let temporary = try TemporaryStore()
        let log = try temporary.store.beginLog(id: "one")
        try log.append(bytes("a"))
        #expect(try temporary.store.log("one")?.bytes == bytes("a\n"))
        try log.append(bytes("bc"))
        #expect(try temporary.store.log(log.path)?.bytes == bytes("a\nbc\n"))
        #expect(try temporary.store.logs() == ["one"])
        // Logs are no runs.
        #expect(try temporary.store.runs().isEmpty)
        let permissions = try FileManager.default.attributesOfItem(atPath: log.path)[.posixPermissions]
        #expect(permissions as? Int == 0o600)
        #expect(throws: RunStoreError.self) { try temporary.store.beginLog(id: "one") }
        log.remove()
        try log.append(bytes("d"))
        #expect(try temporary.store.log("one") == nil && temporary.store.logs().isEmpty)
    }

    @Test func aLogIsMeantByItsBeginningWhereNothingElseBeginsSo() throws {
        let temporary = try TemporaryStore()
        let logs = try ["run-1", "run-22"].map { try temporary.store.beginLog(id: $0) }
        for log in logs { try log.append(bytes(log.id)) }
        #expect(try temporary.store.log("run-2")?.id == "run-22")
        #expect(try temporary.store.log("run-1.twinlog")?.id == "run-1")
        #expect(try temporary.store.log("latest") == nil && temporary.store.log("x") == nil)
        #expect(throws: RunStoreError.self) { try temporary.store.log("run-") }
        try temporary.add("run-23")
        let error = #expect(throws: RunStoreError.self) { try temporary.store.log("run-2") }
        #expect(error?.kind == .ambiguous && error?.candidates == ["run-22", "run-23"])
        // A run that is kept goes before its log, and one of just this name before longer ones.
        try temporary.add("run-1")
        try temporary.add("run-2")
        #expect(try temporary.store.log("run-1") == nil && temporary.store.log("run-2") == nil)
        #expect(try temporary.store.logs() == ["run-22"])
        let missing = #expect(throws: RunStoreError.self) {
            try temporary.store.log("\(temporary.directory)/none.twinlog")
        }
        #expect(missing?.kind == .notFound)
    }

    /// The limit holds for a process.
    @Test func afterAFailureNothingFollows() async {
        await #expect(processExitsWith: .success) {
            let temporary = try TemporaryStore()
            let log = try temporary.store.beginLog(id: "full")
            signal(SIGXFSZ, SIG_IGN)
            try log.append([1])
            FileSizeLimit.set(5)
            let error = #expect(throws: RunStoreError.self) { try log.append([2, 3, 4, 5, 6]) }
            #expect(error?.kind == .diskFull)
            FileSizeLimit.set(nil)
            try log.append([7])
            // A part of the record may be there: it has no line end.
            #expect(try temporary.store.log("full")?.bytes == [1, 10, 2, 3, 4])
        }
    }
}
