import Simulation
import Testing

@testable import Kubernetes

/// Caches are shown what matters to those who watch, and have everything all the same.
@Suite struct ChangeAspectsTests {
    private static let each: [ChangeAspects] = [.creation, .deletion, .main, .stage, .condition]

    /// Which single aspects the next change has, and is shown for.
    private static func aspects(_ body: (inout StoreFixture) throws -> Void) throws -> [ChangeAspects] {
        var fixture = StoreFixture()
        try fixture.create(pod)
        let informers = each.map { _ in fixture.store.addInformer(PodSpec.kind) }
        try body(&fixture)
        return zip(each, informers).filter { aspect, informer in
            let isPassed = fixture.store.pass(informer, to: .zero, unless: aspect)
            let isSeen = fixture.store.see(informer, to: .zero, of: aspect) != nil
            #expect(isPassed != isSeen)
            return isSeen
        }.map(\.0)
    }

    private static var pod: Pod {
        var pod = Pod(metadata: ObjectMeta(name: "web", namespace: "default"))
        pod.spec.nodeName = "cmp-01"
        return pod
    }

    @Test func aWriteHasTheAspectOfWhatItChanges() throws {
        let created = try Self.aspects { fixture in
            var other = Self.pod
            other.metadata.name = "other"
            try fixture.create(other)
        }
        #expect(created == [.creation])
        let labelled = try Self.aspects { fixture in
            var pod = Self.pod
            pod.metadata.labels["tier"] = "front"
            try fixture.update(pod)
        }
        #expect(labelled == [.main])
        let ready = try Self.aspects { fixture in
            var pod = Self.pod
            pod.status.isReady = true
            try fixture.update(pod, part: .status)
        }
        #expect(ready == [.condition])
        let running = try Self.aspects { fixture in
            var pod = Self.pod
            pod.status.isReady = true
            pod.status.phase = .running
            try fixture.update(pod, part: .status)
        }
        #expect(running == [.stage])
        let deleted = try Self.aspects { fixture in
            let key = fixture.key(PodSpec.kind, "web", namespace: "default")
            try fixture.delete(key)
        }
        #expect(deleted == [.deletion])
    }

    /// Of writes that the model does not tell apart, whoever watches must see all.
    @Test func whatIsNotToldApartHasAllAspects() throws {
        let asked = try Self.aspects { fixture in
            let key = fixture.key(PodSpec.kind, "web", namespace: "default")
            try fixture.delete(key, graceSeconds: 30)
        }
        #expect(asked == Self.each)
        let patched = try Self.aspects { fixture in
            let key = fixture.key(PodSpec.kind, "web", namespace: "default")
            try fixture.patch(key, "metadata: {labels: {tier: front}}")
        }
        #expect(patched == Self.each)
    }

    @Test func aCacheHasWhatItIsNotShown() throws {
        var fixture = StoreFixture()
        let key = try fixture.create(Self.pod)
        let (shown, passed) = (
            fixture.store.addInformer(PodSpec.kind), fixture.store.addInformer(PodSpec.kind)
        )
        var pod = Self.pod
        pod.status.isReady = true
        try fixture.update(pod, part: .status)
        pod.metadata.labels["tier"] = "front"
        try fixture.update(pod)
        pod.status.isReady = false
        try fixture.update(pod, part: .status)
        // The change of labels lies between two that it is not shown.
        let first = fixture.store.see(shown, to: .zero, of: .main)
        let seen = try #require(first)
        #expect(seen.isLast == false)
        let old = try #require(seen.delivery.old.map { unsafeDowncast($0, to: Stored<PodSpec>.self) })
        #expect(old.object.status.isReady && old.object.metadata.labels["tier"] == nil)
        let second = fixture.store.see(shown, to: .zero, of: .main)
        #expect(second == nil)
        let isHeeded = !fixture.store.pass(passed, to: .zero, unless: .main)
        let isPassed = fixture.store.pass(passed, to: .zero, unless: [.stage, .deletion])
        #expect(isHeeded && isPassed)
        for informer in [shown, passed] {
            let cached = fixture.store.cached(key, informer: informer)
            #expect(cached === fixture.store.stored(key))
        }
    }

    @Test func whatIsTooNewIsNotPassed() throws {
        var fixture = StoreFixture()
        let key = try fixture.create(Self.pod)
        let informer = fixture.store.addInformer(PodSpec.kind)
        let first = try #require(fixture.store.stored(key))
        var pod = Self.pod
        pod.status.isReady = true
        try fixture.store.update(
            Stored(key: key, object: pod), part: .status, expected: nil, at: .zero + .seconds(2), cause: .none
        )
        for (second, isNew) in [(1, false), (2, true)] as [(Int64, Bool)] {
            let isPassed = fixture.store.pass(informer, to: .zero + .seconds(second), unless: .main)
            let cached = fixture.store.cached(key, informer: informer)
            #expect(isPassed && (cached !== first) == isNew)
        }
    }
}
