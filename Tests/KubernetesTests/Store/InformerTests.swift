import Simulation
import Testing

@testable import Kubernetes

@Suite struct InformerTests {
    @Test(arguments: 0..<40 as Range<UInt64>)
    func aCacheSeesExactlyTheVersionsAtItsCursor(seed: UInt64) throws {
        var model = HistoryModel(seed: seed)
        // The first informers come after some writes, as a controller that starts late.
        for step in 0..<1_000 {
            if step == 40 || step == 60 || step == 500 { model.addInformer() }
            let problem = try model.step()
            try #require(problem == nil, "step \(step)")
            guard step % 5 == 0 else { continue }
            for number in model.informers.indices {
                let problem = model.check(number)
                try #require(problem == nil, "step \(step)")
            }
            let own = model.check(nil)
            try #require(own == nil, "step \(step)")
        }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func nothingOldIsKeptOnceAllCachesHaveSeenIt(seed: UInt64) throws {
        var model = HistoryModel(seed: seed)
        for _ in 0..<3 { model.addInformer() }
        for _ in 0..<500 { #expect(try model.step() == nil) }
        for informer in model.informers {
            while model.fixture.store.nextChange(informer) != nil {
                _ = model.fixture.store.advance(informer)
            }
        }
        let table = try #require(model.fixture.store.table(HistoryModel.kind))
        for index in table.slots.indices {
            #expect(table.slots[index].isSettled)
            #expect(table.slots[index].head.map { !$0.isTombstone } ?? true)
        }
        let live = table.slots.indices.filter { table.slots[$0].head != nil }
        #expect(live.count == table.count)
        #expect(table.count == model.history[model.history.count - 1].objects.count)
        #expect(table.slots.count <= 2 * HistoryModel.names.count)
        #expect(table.places.count == table.count)
        #expect(table.compacted == model.history[model.history.count - 1].revision)
    }

    @Test func theSlowestCacheDecidesWhatIsKept() throws {
        var fixture = StoreFixture()
        let slow = fixture.store.addInformer(HistoryModel.kind)
        let fast = fixture.store.addInformer(HistoryModel.kind)
        try fixture.create(lock("a", node: "n0"))
        for number in 1...9 { try fixture.update(lock("a", node: "n\(number)")) }
        while fixture.store.nextChange(fast) != nil { _ = fixture.store.advance(fast) }
        func older() throws -> Int {
            try #require(fixture.store.table(HistoryModel.kind)).slots[0].olderCount
        }
        #expect(try older() == 9)
        // Its first change is the creation, before which there is nothing to drop.
        for kept in [9, 8, 7, 6, 5, 4, 3, 2, 1, 0] {
            _ = fixture.store.advance(slow)
            #expect(try older() == kept)
        }
        #expect(fixture.store.nextChange(slow) == nil)
    }

    @Test func freedSlotsAreUsedAgain() throws {
        var fixture = StoreFixture()
        let informer = fixture.store.addInformer(HistoryModel.kind)
        for round in 0..<50 {
            let key = try fixture.create(lock("a-\(round)", node: "n0"))
            try fixture.delete(key)
            while fixture.store.nextChange(informer) != nil { _ = fixture.store.advance(informer) }
        }
        #expect(try #require(fixture.store.table(HistoryModel.kind)).slots.count == 1)
        try fixture.create(lock("b", node: "n0"))
        try fixture.create(lock("c", node: "n0"))
        #expect(try #require(fixture.store.table(HistoryModel.kind)).slots.count == 2)
    }

    @Test func slotsAreUsedAgainWithoutCachesToo() throws {
        var fixture = StoreFixture()
        for round in 0..<50 {
            let key = try fixture.create(lock("a-\(round)", node: "n0"))
            try fixture.update(lock("a-\(round)", node: "n\(round)"))
            try fixture.delete(key)
        }
        let table = try #require(fixture.store.table(HistoryModel.kind))
        #expect(table.slots.count == 1)
        #expect(table.places.count == 0)
        #expect(fixture.store.list(HistoryModel.kind, by: IndexKey("node", "n0")).isEmpty)
    }

    @Test func aSlotIsNotReusedWhileACacheSeesItsOldObject() throws {
        var fixture = StoreFixture()
        let first = try fixture.create(lock("a", node: "n0"))
        let informer = fixture.store.addInformer(HistoryModel.kind)
        try fixture.delete(first)
        try fixture.create(lock("b", node: "n0"))
        #expect(fixture.store.cached(first, informer: informer)?.metadata.name == "a")
        #expect(fixture.store.list(HistoryModel.kind, informer: informer).map(\.metadata.name) == ["a"])
        #expect(fixture.store.list(HistoryModel.kind).map(\.metadata.name) == ["b"])
    }

    @Test func aNewCacheHasSeenEverything() throws {
        var fixture = StoreFixture()
        let early = fixture.store.addInformer(HistoryModel.kind)
        let key = try fixture.create(lock("a", node: "n0"))
        let late = fixture.store.addInformer(HistoryModel.kind)
        #expect(fixture.store.nextChange(late) == nil)
        #expect(fixture.store.cached(key, informer: late) != nil)
        #expect(fixture.store.cached(key, informer: early) == nil)
    }

    @Test func relistingJumpsOverWhatLayBetween() throws {
        var fixture = StoreFixture()
        let informer = fixture.store.addInformer(HistoryModel.kind)
        let key = try fixture.create(lock("a", node: "n0"))
        try fixture.update(lock("a", node: "n1"))
        try fixture.delete(key)
        try fixture.create(lock("b", node: "n2"))
        fixture.store.relist(informer)
        let table = try #require(fixture.store.table(HistoryModel.kind))
        #expect(table.compacted == fixture.store.revision)
        #expect(table.slots.indices.allSatisfy { table.slots[$0].isSettled })
        #expect(fixture.store.nextChange(informer) == nil)
        #expect(fixture.store.list(HistoryModel.kind, informer: informer).map(\.metadata.name) == ["b"])
        try fixture.update(lock("b", node: "n3"))
        let (old, new) = fixture.store.advance(informer)
        #expect(HistoryModel.seen(old)?.node == "n2")
        #expect(HistoryModel.seen(new)?.node == "n3")
    }

    @Test func aChangeSaysWhenAndByWhatItWasMade() throws {
        var fixture = StoreFixture()
        let informer = fixture.store.addInformer(HistoryModel.kind)
        let key = fixture.key(HistoryModel.kind, "a")
        let time = SimTime.zero + .seconds(7)
        try fixture.store.create(
            Stored(key: key, object: lock("a", node: "n0")), at: time, now: StoreFixture.now,
            cause: EntryID(number: 3))
        let next = fixture.store.nextChange(informer)
        let change = try #require(next)
        #expect(change.time == time)
        #expect(change.cause == EntryID(number: 3))
    }
}
