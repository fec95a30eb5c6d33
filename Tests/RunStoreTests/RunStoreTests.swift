import Foundation
import RunStore
import Testing

@Suite struct RunStoreTests {
    @Test(arguments: [
        (["TWIN_STORE": "runs", "HOME": "/h"], "runs"),
        (["TWIN_STORE": "", "XDG_STATE_HOME": "/s", "HOME": "/h"], "/s/twin/runs"),
        (["XDG_STATE_HOME": "relative", "HOME": "/h"], "/h/.local/state/twin/runs"),
        (["HOME": "/h"], "/h/.local/state/twin/runs"),
    ])
    func theDirectoryComesFromTheEnvironment(environment: [String: String], path: String) throws {
        #expect(try RunStore.defaultDirectory(environment: environment) == path)
    }

    @Test func withoutAHomeThereIsNoStore() {
        let error = #expect(throws: RunStoreError.self) { try RunStore.defaultDirectory(environment: [:]) }
        #expect(error?.kind == .unwritable && error?.hint.contains("TWIN_STORE") == true)
    }

    @Test func theNewestAreKept() throws {
        let temporary = try TemporaryStore()
        for number in 1...5 as ClosedRange<Int64> { try temporary.add("run-\(number)", created: number) }
        #expect(try temporary.store.retain(newest: 9) == [])
        #expect(try temporary.store.retain(newest: 2) == ["run-3", "run-2", "run-1"])
        #expect(try temporary.store.runs().map(\.id) == ["run-5", "run-4"])
        #expect(try temporary.store.retain(newest: 0) == ["run-5", "run-4"])
        #expect(try temporary.names() == ["catalogue.sqlite"])
    }

    @Test func leftoversOfCrashesGoAfterAWeek() throws {
        let temporary = try TemporaryStore()
        try temporary.put([1], ".run.abc.twinrun-part")
        #expect(try temporary.store.retain(newest: 1) == [])
        #expect(try temporary.names().contains(".run.abc.twinrun-part"))
        let later = RunStore.systemSeconds() + 8 * 86_400
        let store = try RunStore(directory: temporary.directory, now: { later })
        _ = try store.runs()
        #expect(try temporary.names() == ["catalogue.sqlite"])
    }

    @Test func aBrokenRunIsNotDeleted() throws {
        let temporary = try TemporaryStore()
        try temporary.put([1], "broken.twinrun")
        #expect(try temporary.store.retain(newest: 0) == [])
        #expect(try temporary.names().contains("broken.twinrun"))
    }

    @Test(arguments: [
        (1_795_903_200, 0x7f3a, "20261128-220000-7f3a"), (0, 0, "19700101-000000-0000"),
        (253_402_300_799, 0xffff, "99991231-235959-ffff"), (951_782_400, 0xb, "20000229-000000-000b"),
    ])
    func namesSortByTime(seconds: Int64, suffix: UInt16, id: String) {
        #expect(RunID.make(unixSeconds: seconds, suffix: suffix) == id)
        #expect(RunID.isValid(id))
    }
}
