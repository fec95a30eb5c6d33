import Simulation
import Testing

@testable import Kubernetes

/// What caches see that look in turn at what was written by a time.
@Suite struct ShowTests {
    private static let kind = NodeWorkloadLockSpec.kind

    /// Writes a lock at a second, by an entry of this number.
    private static func write(_ node: String, at second: Int64, _ fixture: inout StoreFixture) throws {
        let key = fixture.key(kind, "lock")
        let object = Stored(key: key, object: lock("lock", node: node))
        let (time, cause) = (SimTime.zero + .seconds(second), EntryID(number: UInt32(second)))
        if fixture.store.stored(key) == nil {
            try fixture.store.create(object, at: time, now: StoreFixture.now, cause: cause)
        } else {
            try fixture.store.update(object, part: .main, expected: nil, at: time, cause: cause)
        }
    }

    private static func node(_ stored: StoredObject?) -> String? {
        stored.map { unsafeDowncast($0, to: Stored<NodeWorkloadLockSpec>.self).object.spec.nodeName }
    }

    @Test func aCacheSeesNothingThatIsTooNew() throws {
        var fixture = StoreFixture()
        let informer = fixture.store.addInformer(Self.kind)
        let key = fixture.key(Self.kind, "lock")
        for second in 1...3 as ClosedRange<Int64> { try Self.write("n\(second)", at: second, &fixture) }
        let first = fixture.store.see(informer, to: .zero + .seconds(2))?.delivery
        #expect(Self.node(first?.old) == nil && Self.node(first?.new) == "n1")
        #expect(first?.cause == EntryID(number: 1))
        #expect(Self.node(fixture.store.cached(key, informer: informer)) == "n1")
        let second = fixture.store.see(informer, to: .zero + .seconds(2))?.delivery
        #expect(Self.node(second?.old) == "n1" && Self.node(second?.new) == "n2")
        let third = fixture.store.see(informer, to: .zero + .seconds(2))
        #expect(third == nil)
        #expect(Self.node(fixture.store.cached(key, informer: informer)) == "n2")
    }

    @Test func trimKeepsWhatASlowCacheHasNotSeen() throws {
        var fixture = StoreFixture()
        let (slow, fast) = (fixture.store.addInformer(Self.kind), fixture.store.addInformer(Self.kind))
        for second in 1...2 as ClosedRange<Int64> { try Self.write("n\(second)", at: second, &fixture) }
        let end = SimTime.zero + .seconds(2)
        while fixture.store.see(fast, to: end) != nil {}
        let before = try #require(fixture.store.table(Self.kind)).slots[0].olderCount
        fixture.store.trim(Self.kind)
        #expect(try #require(fixture.store.table(Self.kind)).slots[0].olderCount == before)
        let seen = fixture.store.see(slow, to: end)?.delivery
        #expect(Self.node(seen?.new) == "n1")
        _ = fixture.store.see(slow, to: end)
        fixture.store.trim(Self.kind)
        let table = try #require(fixture.store.table(Self.kind))
        #expect(table.slots[0].isSettled && table.compacted == fixture.store.revision)
    }

    @Test func eachInstantIsToldOnceAndWhatAllHaveSeenNotAtAll() throws {
        var fixture = StoreFixture()
        let informer = fixture.store.addInformer(Self.kind)
        func told(_ fixture: inout StoreFixture) -> [Int64] {
            var times: [Int64] = []
            while let time = fixture.store.takeUntold(Self.kind) { times.append((time - .zero).wholeSeconds) }
            return times
        }
        for (place, second) in [1, 1, 2].enumerated() {
            try Self.write("n\(place)", at: Int64(second), &fixture)
        }
        #expect(told(&fixture) == [1, 2])
        #expect(told(&fixture) == [])
        try Self.write("last", at: 2, &fixture)
        #expect(told(&fixture) == [2])
        try Self.write("gone", at: 3, &fixture)
        fixture.store.relist(informer)
        #expect(told(&fixture) == [])
        try Self.write("new", at: 4, &fixture)
        #expect(told(&fixture) == [4])
    }

    @Test func aKindWithoutCachesHasNothingToShow() throws {
        var fixture = StoreFixture()
        let before = fixture.store.takeUntold(Self.kind)
        #expect(before == nil)
        try Self.write("n1", at: 1, &fixture)
        let after = fixture.store.takeUntold(Self.kind)
        #expect(after == nil)
    }
}
