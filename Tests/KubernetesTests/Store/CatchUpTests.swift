import Simulation
import Testing

@testable import Kubernetes

/// What a cache sees that sees several writes at once, or goes back in time.
@Suite struct CatchUpTests {
    @Test func eachObjectIsSeenOnceAsItIsNow() throws {
        var fixture = StoreFixture()
        let first = try fixture.create(lock("first", node: "n1"))
        let informer = fixture.store.addInformer(NodeWorkloadLockSpec.kind)
        for node in ["n2", "n3"] { try fixture.update(lock("first", node: node)) }
        let second = try fixture.create(lock("second", node: "n1"))
        let passing = try fixture.create(lock("passing", node: "n1"))
        try fixture.delete(passing)
        try fixture.update(lock("first", node: "n4"))
        #expect(fixture.store.unseen(informer, to: .zero) == 6)
        let seen = fixture.store.catchUp(informer, to: .zero)
        func nodes(_ stored: [StoredObject?]) -> [String?] {
            stored.map { version in
                version.map {
                    unsafeDowncast($0, to: Stored<NodeWorkloadLockSpec>.self).object.spec.nodeName
                }
            }
        }
        // The one that came and went is not seen at all.
        #expect(seen.compactMap(\.new?.key) == [second, first])
        #expect(nodes(seen.map(\.old)) == [nil, "n1"])
        #expect(nodes(seen.map(\.new)) == ["n1", "n4"])
        #expect(fixture.store.nextChange(informer) == nil)
        let rest = fixture.store.catchUp(informer, to: .zero)
        #expect(rest.isEmpty)
    }

    @Test func goneAndBackIsOneChange() throws {
        var fixture = StoreFixture()
        let key = try fixture.create(lock("lock", node: "n1"))
        let before = try #require(fixture.store.stored(key)).metadata.uid
        let informer = fixture.store.addInformer(NodeWorkloadLockSpec.kind)
        try fixture.delete(key)
        try fixture.create(lock("lock", node: "n1"))
        let seen = fixture.store.catchUp(informer, to: .zero)
        #expect(seen.count == 1)
        #expect(seen[0].old?.metadata.uid == before)
        #expect(seen[0].new?.metadata.uid != before && seen[0].new != nil)
    }

    @Test func aHoldKeepsWhatACacheSawAndGivesItBack() throws {
        var fixture = StoreFixture()
        let key = try fixture.create(lock("lock", node: "n1"))
        let informer = fixture.store.addInformer(NodeWorkloadLockSpec.kind)
        let hold = fixture.store.hold(informer)
        func node(_ store: ObjectStore) -> String? {
            var store = store
            return store.cached(key, informer: informer).map {
                unsafeDowncast($0, to: Stored<NodeWorkloadLockSpec>.self).object.spec.nodeName
            }
        }
        for node in ["n2", "n3"] { try fixture.update(lock("lock", node: node)) }
        while fixture.store.nextChange(informer) != nil { _ = fixture.store.advance(informer) }
        #expect(node(fixture.store) == "n3")
        fixture.store.rewind(informer, to: hold)
        fixture.store.release(hold)
        #expect(node(fixture.store) == "n1")
        #expect(fixture.store.unseen(informer, to: .zero) == 2)
        _ = fixture.store.advance(informer)
        #expect(node(fixture.store) == "n2")
        _ = fixture.store.advance(informer)
        // The hold is given up: nothing old is kept, and its place is used again.
        #expect(fixture.store.tables[NodeWorkloadLockSpec.kind.tableIndex].slots[0].isSettled)
        let again = fixture.store.hold(informer)
        #expect(again == hold)
    }

    @Test func aTouchIsANewRevisionAndNothingElse() throws {
        var fixture = StoreFixture()
        let key = try fixture.create(lock("lock", node: "n1"))
        let before = try fixture.get(NodeWorkloadLock.self, key)
        let isTouched = fixture.store.touch(key, at: .zero, cause: .none)
        let after = try fixture.get(NodeWorkloadLock.self, key)
        #expect(isTouched)
        #expect(after.metadata.resourceVersion > before.metadata.resourceVersion)
        #expect(after.metadata.generation == before.metadata.generation)
        #expect(after.spec == before.spec && after.status == before.status)
        do {
            try fixture.update(lock("lock", node: "n2"), expected: before.metadata.resourceVersion)
            Issue.record("a write at the old revision is taken")
        } catch {
            #expect(error == .conflict)
        }
        let missing = fixture.key(NodeWorkloadLockSpec.kind, "missing")
        let isMissingTouched = fixture.store.touch(missing, at: .zero, cause: .none)
        #expect(!isMissingTouched)
    }
}
