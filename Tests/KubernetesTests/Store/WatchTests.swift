import Simulation
import Testing

@testable import Kubernetes

@Suite struct WatchTests {
    @Test(arguments: 0..<20 as Range<UInt64>)
    func aWatchGivesEveryLaterChangeOrIsGone(seed: UInt64) throws {
        var model = HistoryModel(seed: seed)
        model.addInformer()
        model.addInformer()
        var (given, gone) = (0, 0)
        for step in 0..<400 {
            let problem = try model.step()
            try #require(problem == nil)
            guard step % 7 == 0 else { continue }
            let compacted = try #require(model.fixture.store.table(HistoryModel.kind)).compacted
            let revision = UInt64(model.pick(Int(model.fixture.store.revision) + 1))
            guard revision >= compacted else {
                gone += 1
                #expect(throws: APIError.gone) {
                    try model.fixture.store.watch(HistoryModel.kind, after: revision)
                }
                continue
            }
            given += 1
            let changes = try model.fixture.store.watch(HistoryModel.kind, after: revision)
            let expected = model.history.filter { $0.revision > revision }
            #expect(changes.map(\.revision) == expected.map(\.revision))
            #expect(changes.map { HistoryModel.seen($0.version) } == expected.map { $0.objects[$0.name] })
        }
        #expect(given > 0 && gone > 0)
    }

    @Test func whatNoCacheWatchesIsGoneAtOnce() throws {
        var fixture = StoreFixture()
        try fixture.create(lock("a", node: "n0"))
        try fixture.create(lock("b", node: "n0"))
        #expect(throws: APIError.gone) { try fixture.store.watch(HistoryModel.kind, after: 1) }
        #expect(APIError.gone.statusCode == 410)
        #expect(try fixture.store.watch(HistoryModel.kind, after: 2).isEmpty)
    }

    @Test func aKindThatWasNeverWrittenHasNoChanges() throws {
        let fixture = StoreFixture()
        #expect(try fixture.store.watch(HistoryModel.kind, after: 0).isEmpty)
    }
}
