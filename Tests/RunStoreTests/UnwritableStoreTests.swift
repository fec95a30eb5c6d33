import Foundation
import RunStore
import Simulation
import Testing

@Suite struct UnwritableStoreTests {
    @Test func aFullDiskIsToldApartAndLeavesNothing() async {
        await #expect(processExitsWith: .success) {
            let temporary = try TemporaryStore()
            try temporary.add("before")
            signal(SIGXFSZ, SIG_IGN)
            FileSizeLimit.set(100_000)
            let writer = try temporary.store.begin(id: "big")
            var errors: [RunStoreError] = []
            func attempt(_ work: () throws(RunStoreError) -> Void) {
                do throws(RunStoreError) { try work() } catch { errors.append(error) }
            }
            for block in SampleRun.blocks(60_000) {
                attempt { () throws(RunStoreError) in try writer.append(block: block) }
            }
            attempt { () throws(RunStoreError) in try writer.finish(SampleRun.record("big")) }
            #expect(errors.count > 1 && errors.last == errors.first, "\(errors)")
            #expect(errors.allSatisfy { $0.kind == .diskFull }, "\(errors)")
            #expect(try temporary.store.runs().map(\.id) == ["before"])
            #expect(try temporary.names() == ["before.twinrun", "catalogue.sqlite"])
        }
    }

    @Test func aStoreOfSomeoneElseIsReadButNotWritten() async {
        await #expect(processExitsWith: .success) {
            let temporary = try TemporaryStore()
            try temporary.add("kept", created: 5)
            chmod(temporary.directory, 0o555)
            chmod(temporary.path("kept"), 0o444)
            if getuid() == 0 { #expect(seteuid(65_534) == 0) }
            let store = try RunStore(directory: temporary.directory)
            let writing = #expect(throws: RunStoreError.self) { try store.begin(id: "new") }
            #expect(writing?.kind == .unwritable)
            let deleting = #expect(throws: RunStoreError.self) { try store.retain(newest: 0) }
            #expect(deleting?.kind == .unwritable)
            let listing = try store.listing()
            #expect(listing.records.map(\.id) == ["kept"] && listing.warnings.isEmpty, "\(listing)")
            #expect(try store.open("latest").entryCount == 5)
            #expect(try temporary.names() == ["kept.twinrun"])
            if getuid() == 0 { #expect(seteuid(0) == 0) }
            chmod(temporary.directory, 0o755)
        }
    }

    @Test func anUnreadableRunIsAWarningOnly() async {
        await #expect(processExitsWith: .success) {
            let temporary = try TemporaryStore()
            try temporary.add("secret")
            try temporary.add("open")
            chmod(temporary.directory, 0o777)
            chmod(temporary.path("secret"), 0)
            chmod(temporary.path("open"), 0o644)
            if getuid() == 0 { #expect(seteuid(65_534) == 0) }
            let listing = try temporary.store.listing()
            #expect(listing.records.map(\.id) == ["open"], "\(listing)")
            #expect(listing.warnings.map(\.subject) == [temporary.path("secret")], "\(listing)")
            if getuid() == 0 { #expect(seteuid(0) == 0) }
        }
    }

    @Test func aFileWhereTheDirectoryShouldBeIsUnwritable() throws {
        let temporary = try TemporaryStore()
        let path = try temporary.add("file")
        for directory in [path, path + "/below"] {
            let error = #expect(throws: RunStoreError.self) { try RunStore(directory: directory) }
            #expect(error?.kind == .unwritable)
        }
    }

    @Test func aStoreDeletedMeanwhileIsUnwritable() throws {
        let temporary = try TemporaryStore()
        let store = try RunStore(directory: temporary.directory + "/a/b/")
        #expect(store.directory == temporary.directory + "/a/b")
        let writer = try store.begin(id: "late")
        try FileManager.default.removeItem(atPath: temporary.directory + "/a")
        let error = #expect(throws: RunStoreError.self) { try writer.finish(SampleRun.record("late")) }
        #expect(error?.kind == .unwritable)
        #expect(throws: RunStoreError.self) { try store.begin(id: "later") }
        #expect(throws: RunStoreError.self) { try store.runs() }
    }
}
