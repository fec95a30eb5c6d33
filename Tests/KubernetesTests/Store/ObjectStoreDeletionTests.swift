import Kubernetes
import Simulation
import Testing

@Suite struct ObjectStoreDeletionTests {
    private static let later = Timestamp(unixSeconds: StoreFixture.now.unixSeconds + 60)

    private func pod(grace: Int64 = 30, finalizers: [String] = []) -> Pod {
        var pod = Pod(metadata: ObjectMeta(name: "p", namespace: "x"))
        pod.spec.terminationGracePeriodSeconds = grace
        pod.spec.nodeName = "n1"
        pod.metadata.finalizers = finalizers
        return pod
    }

    @Test(arguments: [PodPhase.pending, .succeeded, .failed])
    func whatNobodyHasToStopGoesAtOnce(phase: PodPhase) throws {
        var fixture = StoreFixture()
        var pod = pod()
        pod.status.phase = phase
        if phase == .pending { pod.spec.nodeName = "" }
        let key = try fixture.create(pod)
        #expect(try fixture.delete(key, graceSeconds: 30))
    }

    @Test func withoutFinalizersAnObjectGoesAtOnce() throws {
        var fixture = StoreFixture()
        let key = try fixture.create(lock("a", node: "n1"))
        #expect(try fixture.delete(key))
        #expect(fixture.store.stored(key) == nil)
        #expect(fixture.store.count(key.kind) == 0)
        #expect(fixture.store.revision == 2)
    }

    @Test func finalizersKeepADeletedObjectUntilTheyAreGone() throws {
        var fixture = StoreFixture()
        var object = lock("a", node: "n1")
        object.metadata.finalizers = ["one", "two"]
        let key = try fixture.create(object)
        #expect(try !fixture.delete(key))
        object = try fixture.get(NodeWorkloadLock.self, key)
        #expect(object.metadata.deletionTimestamp == StoreFixture.now)
        #expect(object.metadata.generation == 2)
        #expect(try !fixture.delete(key, now: Self.later))
        #expect(fixture.store.revision == 2)
        object.metadata.finalizers = ["two"]
        #expect(try fixture.update(object))
        #expect(try fixture.get(NodeWorkloadLock.self, key).metadata.deletionTimestamp == StoreFixture.now)
        object.metadata.finalizers = []
        #expect(try fixture.update(object))
        #expect(fixture.store.stored(key) == nil)
    }

    @Test func noFinalizerIsAddedAfterDeletion() throws {
        var fixture = StoreFixture()
        var object = lock("a", node: "n1")
        object.metadata.finalizers = ["one"]
        let key = try fixture.create(object)
        try fixture.delete(key, addFinalizer: "foregroundDeletion")
        object = try fixture.get(NodeWorkloadLock.self, key)
        #expect(object.metadata.finalizers == ["one", "foregroundDeletion"])
        object.metadata.finalizers.append("late")
        #expect(try !fixture.update(object))
        try fixture.patch(key, "{metadata: {finalizers: [late, one, foregroundDeletion]}}")
        try fixture.delete(key, addFinalizer: "later")
        object = try fixture.get(NodeWorkloadLock.self, key)
        #expect(object.metadata.finalizers.sorted() == ["foregroundDeletion", "one"])
        #expect(try fixture.patch(key, "{metadata: {finalizers: [late]}}"))
        #expect(fixture.store.stored(key) == nil)
    }

    @Test func aFinalizerOfTheDeletionItselfKeepsTheObject() throws {
        var fixture = StoreFixture()
        let key = try fixture.create(lock("a", node: "n1"))
        #expect(try !fixture.delete(key, addFinalizer: "foregroundDeletion"))
        #expect(try fixture.get(NodeWorkloadLock.self, key).metadata.finalizers == ["foregroundDeletion"])
    }

    @Test func aPodStaysForItsGraceUntilTheKubeletDeletesItAtZero() throws {
        var fixture = StoreFixture()
        let key = try fixture.create(pod())
        #expect(try !fixture.delete(key, graceSeconds: 30))
        let metadata = try fixture.get(Pod.self, key).metadata
        #expect(metadata.deletionTimestamp == StoreFixture.now)
        #expect(metadata.deletionGracePeriodSeconds == 30)
        #expect(metadata.generation == 2)
        var object = try fixture.get(Pod.self, key)
        object.status.phase = .succeeded
        try fixture.update(object, part: .status)
        object.metadata.labels["a"] = "b"
        try fixture.update(object)
        #expect(fixture.store.stored(key) != nil)
        #expect(try fixture.delete(key, uid: metadata.uid))
        #expect(fixture.store.stored(key) == nil)
    }

    @Test func theGraceOfADeletionMayOnlyShrink() throws {
        var fixture = StoreFixture()
        let key = try fixture.create(pod())
        try fixture.delete(key, graceSeconds: 30)
        #expect(try !fixture.delete(key, graceSeconds: 60))
        #expect(fixture.store.revision == 2)
        #expect(try !fixture.delete(key, graceSeconds: 5, now: Self.later))
        let metadata = try fixture.get(Pod.self, key).metadata
        #expect(metadata.deletionGracePeriodSeconds == 5)
        #expect(metadata.deletionTimestamp == StoreFixture.now)
        #expect(metadata.generation == 2)
    }

    @Test func aPodWithFinalizersOutlivesItsGrace() throws {
        var fixture = StoreFixture()
        let key = try fixture.create(pod(finalizers: ["one"]))
        try fixture.delete(key, graceSeconds: 30)
        #expect(try !fixture.delete(key))
        #expect(try fixture.get(Pod.self, key).metadata.deletionGracePeriodSeconds == nil)
        try fixture.patch(key, "{metadata: {finalizers: []}}")
        #expect(fixture.store.stored(key) == nil)
    }

    @Test func aFinalizerThatGoesDuringTheGraceKeepsThePodUntilItsEnd() throws {
        var fixture = StoreFixture()
        let key = try fixture.create(pod(finalizers: ["one"]))
        try fixture.delete(key, graceSeconds: 30)
        try fixture.patch(key, "{metadata: {finalizers: []}}")
        #expect(fixture.store.stored(key) != nil)
        #expect(try fixture.delete(key))
        #expect(fixture.store.stored(key) == nil)
    }

    @Test func theUIDGuardsANamesake() throws {
        var fixture = StoreFixture()
        let key = try fixture.create(pod())
        let uid = try fixture.get(Pod.self, key).metadata.uid
        #expect(throws: APIError.conflict) { try fixture.delete(key, uid: UID(number: uid.number + 1)) }
        #expect(fixture.store.revision == 1)
        #expect(try fixture.delete(key, uid: uid))
    }
}
