import Kubernetes
import Simulation
import Testing

@Suite struct ObjectStoreTests {
    @Test func aNewObjectGetsWhatTheServerSets() throws {
        var fixture = StoreFixture()
        let key = try fixture.create(lock("a", node: "n1"))
        let metadata = try fixture.get(NodeWorkloadLock.self, key).metadata
        #expect(!metadata.uid.isNone)
        #expect(metadata.generation == 1)
        #expect(metadata.creationTimestamp == StoreFixture.now)
        #expect(metadata.resourceVersion == 1)
        #expect(fixture.store.revision == 1)
        #expect(fixture.store.count(NodeWorkloadLockSpec.kind) == 1)
    }

    @Test func whatExistsCannotBeCreated() throws {
        var fixture = StoreFixture()
        try fixture.create(lock("a", node: "n1"))
        #expect(throws: APIError.alreadyExists) { try fixture.create(lock("a", node: "n2")) }
        #expect(fixture.store.revision == 1)
    }

    @Test func namesakesInOtherNamespacesAndKindsAreOtherObjects() throws {
        var fixture = StoreFixture()
        let first = try fixture.create(Pod(metadata: ObjectMeta(name: "a", namespace: "x")))
        let second = try fixture.create(Pod(metadata: ObjectMeta(name: "a", namespace: "y")))
        try fixture.create(StatefulSet(metadata: ObjectMeta(name: "a", namespace: "x")))
        try fixture.delete(first)
        #expect(fixture.store.get(Pod.self, first) == nil)
        #expect(fixture.store.get(Pod.self, second) != nil)
        #expect(fixture.store.kinds == [PodSpec.kind, StatefulSetSpec.kind])
    }

    @Test func whatIsMissingIsNotFound() {
        var fixture = StoreFixture()
        let key = fixture.key(NodeWorkloadLockSpec.kind, "a")
        #expect(throws: APIError.notFound) { try fixture.update(lock("a", node: "n1")) }
        #expect(throws: APIError.notFound) { try fixture.update(lock("a", node: "n1"), part: .status) }
        #expect(throws: APIError.notFound) { try fixture.patch(key, "{spec: {nodeName: n2}}") }
        #expect(throws: APIError.notFound) { try fixture.delete(key) }
        #expect(throws: APIError.notFound) { try fixture.evict(fixture.key(PodSpec.kind, "a")) }
        #expect(fixture.store.revision == 0)
    }

    @Test func aStaleWriteIsAConflict() throws {
        var fixture = StoreFixture()
        let key = try fixture.create(lock("a", node: "n1"))
        var object = try fixture.get(NodeWorkloadLock.self, key)
        let read = object.metadata.resourceVersion
        object.spec.nodeName = "n2"
        try fixture.update(object, expected: read)
        object.spec.nodeName = "n3"
        #expect(throws: APIError.conflict) { try fixture.update(object, expected: read) }
        #expect(throws: APIError.conflict) { try fixture.update(object, part: .status, expected: read) }
        #expect(try fixture.get(NodeWorkloadLock.self, key).spec.nodeName == "n2")
        #expect(fixture.store.revision == 2)
    }

    @Test func aStatusWriteMakesAnEarlierReadStale() throws {
        var fixture = StoreFixture()
        let key = try fixture.create(lock("a", node: "n1"))
        var object = try fixture.get(NodeWorkloadLock.self, key)
        object.status.state = .inactive
        try fixture.update(object, part: .status, expected: 1)
        object.spec.nodeName = "n2"
        #expect(throws: APIError.conflict) { try fixture.update(object, expected: 1) }
    }

    @Test func aWriteWithoutRevisionIsUnconditional() throws {
        var fixture = StoreFixture()
        let key = try fixture.create(lock("a", node: "n1"))
        for number in 2...4 {
            var object = lock("a", node: "n\(number)")
            object.metadata.resourceVersion = 77
            #expect(try fixture.update(object))
        }
        let object = try fixture.get(NodeWorkloadLock.self, key)
        #expect(object.spec.nodeName == "n4")
        #expect(object.metadata.resourceVersion == 4)
    }

    @Test func aWriteThatChangesNothingLeavesNoTrace() throws {
        var fixture = StoreFixture()
        let key = try fixture.create(lock("a", node: "n1"))
        let object = try fixture.get(NodeWorkloadLock.self, key)
        _ = fixture.takeChangedKinds()
        #expect(try !fixture.update(object, expected: 1))
        #expect(try !fixture.update(object, part: .status, expected: 1))
        #expect(try !fixture.patch(key, "{spec: {nodeName: n1}}"))
        #expect(try !fixture.patch(key, "{}"))
        #expect(fixture.store.revision == 1)
        #expect(fixture.takeChangedKinds() == [])
        #expect(throws: APIError.conflict) { try fixture.update(object, expected: 9) }
    }

    @Test func theGenerationGrowsWithTheSpecOnly() throws {
        var fixture = StoreFixture()
        let key = try fixture.create(lock("a", node: "n1"))
        func generation() throws -> Int64 { try fixture.get(NodeWorkloadLock.self, key).metadata.generation }
        var object = try fixture.get(NodeWorkloadLock.self, key)
        object.metadata.labels["x"] = "y"
        object.metadata.annotations["x"] = "y"
        object.metadata.generation = 40
        try fixture.update(object)
        #expect(try generation() == 1)
        object.status.state = .inactive
        try fixture.update(object, part: .status)
        #expect(try generation() == 1)
        object.spec.nodeName = "n2"
        try fixture.update(object)
        #expect(try generation() == 2)
        #expect(fixture.store.revision == 4)
    }

    @Test func mainAndStatusAreWrittenApart() throws {
        var fixture = StoreFixture()
        let key = try fixture.create(lock("a", node: "n1"))
        var object = try fixture.get(NodeWorkloadLock.self, key)
        object.spec.nodeName = "n2"
        object.metadata.labels["x"] = "y"
        object.status.state = .failed
        try fixture.update(object, part: .status)
        var now = try fixture.get(NodeWorkloadLock.self, key)
        #expect(now.spec.nodeName == "n1")
        #expect(now.metadata.labels.isEmpty)
        #expect(now.status.state == .failed)
        object.status.state = .inactive
        try fixture.update(object)
        now = try fixture.get(NodeWorkloadLock.self, key)
        #expect(now.spec.nodeName == "n2")
        #expect(now.metadata.labels == ["x": "y"])
        #expect(now.status.state == .failed)
    }

    @Test func whatTheServerSetsCannotBeWritten() throws {
        var fixture = StoreFixture()
        let key = try fixture.create(lock("a", node: "n1"))
        let before = try fixture.get(NodeWorkloadLock.self, key).metadata
        var object = try fixture.get(NodeWorkloadLock.self, key)
        object.metadata.uid = UID(number: 99)
        object.metadata.creationTimestamp = nil
        object.metadata.deletionTimestamp = StoreFixture.now
        object.metadata.deletionGracePeriodSeconds = 7
        #expect(try !fixture.update(object))
        #expect(try fixture.get(NodeWorkloadLock.self, key).metadata == before)
    }

    @Test func anImportedObjectKeepsUIDGenerationAndTime() throws {
        var fixture = StoreFixture()
        var object = lock("a", node: "n1")
        object.metadata.uid = UID(number: 5)
        object.metadata.generation = 12
        object.metadata.creationTimestamp = Timestamp(unixSeconds: 5)
        let key = try fixture.create(object)
        let metadata = try fixture.get(NodeWorkloadLock.self, key).metadata
        #expect(metadata.uid == UID(number: 5))
        #expect(metadata.generation == 12)
        #expect(metadata.creationTimestamp == Timestamp(unixSeconds: 5))
    }

    @Test func uidsStayUniqueWhenTheExportOfATwinIsImported() throws {
        var first = StoreFixture()
        let exported = try ["a", "b", "c"].map { name in
            let key = try first.create(lock(name, node: "n1"))
            return try first.get(NodeWorkloadLock.self, key).encoded()
        }
        var second = StoreFixture()
        for value in exported.reversed() { try second.create(try NodeWorkloadLock(value: value)) }
        try second.create(lock("d", node: "n1"))
        let uids = second.store.list(NodeWorkloadLockSpec.kind).map(\.metadata.uid)
        #expect(Set(uids).count == 4)
    }

    @Test func aRecreatedObjectIsANewOne() throws {
        var fixture = StoreFixture()
        let key = try fixture.create(lock("a", node: "n1"))
        let first = try fixture.get(NodeWorkloadLock.self, key).metadata.uid
        #expect(try fixture.delete(key))
        #expect(fixture.store.get(NodeWorkloadLock.self, key) == nil)
        try fixture.create(lock("a", node: "n2"))
        let second = try fixture.get(NodeWorkloadLock.self, key)
        #expect(second.metadata.uid != first)
        #expect(second.metadata.generation == 1)
        #expect(second.metadata.resourceVersion == 3)
        #expect(throws: APIError.conflict) { try fixture.delete(key, uid: first) }
        #expect(try fixture.delete(key, uid: second.metadata.uid))
    }

    @Test(arguments: [WritePart.main, .status])
    func publishedReleasesAreImmutable(part: WritePart) throws {
        var fixture = StoreFixture()
        var release = try ClusterRelease(
            value: try parseYAML(
                """
                metadata: {name: mosk-17-3-0}
                spec: {version: 17.3.0, machineTypes: {}, unmodelled: {a: 1}}
                """))
        let key = try fixture.create(release)
        let kaas = try fixture.create(KaaSRelease(metadata: ObjectMeta(name: "kaas-2-28-0")))
        release.spec.version = "17.4.0"
        if part == .status {
            #expect(try !fixture.update(release, part: .status))
            return
        }
        #expect { try fixture.update(release) } throws: { ($0 as? APIError)?.statusCode == 422 }
        #expect { try fixture.patch(key, "{spec: {unmodelled: {a: 2}}}") } throws: {
            ($0 as? APIError)?.statusCode == 422
        }
        #expect { try fixture.patch(kaas, "{spec: {version: 2.29.0}}") } throws: {
            ($0 as? APIError)?.statusCode == 422
        }
        #expect(try fixture.patch(key, "{metadata: {labels: {a: b}}}"))
        #expect(try fixture.delete(key))
    }

    @Test func anAPIServerWithoutQuorumAnswersNoWrite() throws {
        var fixture = StoreFixture()
        let key = try fixture.create(lock("a", node: "n1"))
        let pod = try fixture.create(Pod(metadata: ObjectMeta(name: "p", namespace: "x")))
        fixture.store.isAvailable = false
        #expect(throws: APIError.unavailable) { try fixture.create(lock("b", node: "n1")) }
        #expect(throws: APIError.unavailable) { try fixture.update(lock("a", node: "n2")) }
        #expect(throws: APIError.unavailable) { try fixture.patch(key, "{spec: {nodeName: n2}}") }
        #expect(throws: APIError.unavailable) { try fixture.delete(key) }
        #expect(throws: APIError.unavailable) { try fixture.evict(pod) }
        #expect(APIError.unavailable.statusCode == 503)
        #expect(fixture.store.revision == 2)
        fixture.store.isAvailable = true
        #expect(try fixture.update(lock("a", node: "n2")))
    }

    @Test func dependentsAreFoundByTheirOwner() throws {
        var fixture = StoreFixture()
        let set = try fixture.create(StatefulSet(metadata: ObjectMeta(name: "s", namespace: "x")))
        let owner = try fixture.get(StatefulSet.self, set)
        for number in 0..<4 {
            var pod = Pod(metadata: ObjectMeta(name: "s-\(number)", namespace: "x"))
            if number < 3 {
                var reference = OwnerReference()
                reference.uid = owner.metadata.uid
                pod.metadata.ownerReferences = [reference]
            }
            try fixture.create(pod)
        }
        func dependents() -> [String] {
            fixture.store.dependents(of: owner.metadata.uid, kind: PodSpec.kind).map(\.metadata.name)
        }
        #expect(dependents() == ["s-0", "s-1", "s-2"])
        try fixture.patch(
            fixture.key(PodSpec.kind, "s-1", namespace: "x"), "{metadata: {ownerReferences: null}}")
        try fixture.delete(fixture.key(PodSpec.kind, "s-2", namespace: "x"))
        #expect(dependents() == ["s-0"])
    }

    @Test func changedKindsAreTakenOnceInOrder() throws {
        var fixture = StoreFixture()
        try fixture.create(Pod(metadata: ObjectMeta(name: "p", namespace: "x")))
        try fixture.create(lock("a", node: "n1"))
        try fixture.update(lock("a", node: "n2"))
        #expect(fixture.takeChangedKinds() == [PodSpec.kind, NodeWorkloadLockSpec.kind])
        #expect(fixture.takeChangedKinds() == [])
    }
}
