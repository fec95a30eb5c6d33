import Kubernetes
import Simulation
import Testing

@Suite struct ObjectStorePatchTests {
    private static let text = """
        apiVersion: lcm.mirantis.com/v1alpha1
        kind: NodeWorkloadLock
        metadata: {name: a, labels: {a: "1", b: "2"}, unmodelled: [1]}
        spec: {nodeName: n1, controllerName: ceph, other: {deep: 1, kept: true}}
        status: {state: active, extra: e1}
        """

    private func fixture() throws -> (StoreFixture, ObjectKey) {
        var fixture = StoreFixture()
        let key = try fixture.create(try NodeWorkloadLock(value: try parseYAML(Self.text)))
        return (fixture, key)
    }

    @Test func aMergePatchChangesWhatItNames() throws {
        var (fixture, key) = try fixture()
        #expect(try fixture.patch(key, "{metadata: {labels: {a: null, c: '3'}}, spec: {nodeName: n2}}"))
        let object = try fixture.get(NodeWorkloadLock.self, key)
        #expect(object.metadata.labels == ["b": "2", "c": "3"])
        #expect(object.spec.nodeName == "n2")
        #expect(object.spec.controllerName == "ceph")
        #expect(object.metadata.generation == 2)
        #expect(object.metadata.resourceVersion == 2)
        #expect(object.encoded().at("spec", "other", "kept")?.bool == true)
    }

    @Test func aPatchReachesFieldsThatTheTwinDoesNotModel() throws {
        var (fixture, key) = try fixture()
        #expect(try fixture.patch(key, "{spec: {other: {deep: 2}}}"))
        var object = try fixture.get(NodeWorkloadLock.self, key)
        #expect(object.encoded().at("spec", "other", "deep")?.int == 2)
        #expect(object.metadata.generation == 2)
        #expect(try fixture.patch(key, "{metadata: {unmodelled: [2]}}"))
        #expect(try fixture.patch(key, part: .status, "{status: {extra: e2}}"))
        object = try fixture.get(NodeWorkloadLock.self, key)
        #expect(object.encoded().at("status", "extra")?.string == "e2")
        #expect(object.metadata.generation == 2)
        #expect(fixture.store.revision == 4)
    }

    @Test func eachPartIsPatchedWithoutTheOther() throws {
        var (fixture, key) = try fixture()
        #expect(try !fixture.patch(key, "{status: {state: failed, extra: e2}}"))
        #expect(try !fixture.patch(key, part: .status, "{spec: {nodeName: n2, other: null}}"))
        #expect(try fixture.patch(key, "{spec: {nodeName: n2}, status: {state: failed, extra: e2}}"))
        var value = try fixture.get(NodeWorkloadLock.self, key).encoded()
        #expect(value.at("status", "state")?.string == "active")
        #expect(value.at("status", "extra")?.string == "e1")
        #expect(try fixture.patch(key, part: .status, "{spec: {nodeName: n3}, status: {state: failed}}"))
        value = try fixture.get(NodeWorkloadLock.self, key).encoded()
        #expect(value.at("spec", "nodeName")?.string == "n2")
        #expect(value.at("status", "state")?.string == "failed")
    }

    @Test func aMainWriteKeepsTheStatusThatTheTwinDoesNotModel() throws {
        var (fixture, key) = try fixture()
        var read = try fixture.get(NodeWorkloadLock.self, key)
        try fixture.patch(key, part: .status, "{status: {extra: e2}}")
        read.spec.nodeName = "n2"
        try fixture.update(read)
        let value = try fixture.get(NodeWorkloadLock.self, key).encoded()
        #expect(value.at("status", "extra")?.string == "e2")
        #expect(value.at("spec", "nodeName")?.string == "n2")
    }

    @Test(arguments: [
        "{spec: {nodeName: [n2]}}", "{spec: {nodeName: 5}}", "{spec: text}", "{metadata: {labels: {a: 1}}}",
        "{status: {state: Unheard}}", "[]", "text", "null",
    ])
    func aWrongTypeIsInvalid(patch: String) throws {
        var (fixture, key) = try fixture()
        let part = patch.contains("status") ? WritePart.status : .main
        #expect { try fixture.patch(key, part: part, patch) } throws: { ($0 as? APIError)?.statusCode == 422 }
        #expect(fixture.store.revision == 1)
    }

    @Test func aPatchCannotSetWhatTheServerSets() throws {
        var (fixture, key) = try fixture()
        let before = try fixture.get(NodeWorkloadLock.self, key).metadata
        let patch = """
            metadata:
              name: b
              uid: 74776e00-0000-4000-0000-000000000009
              generation: 9
              resourceVersion: "77"
              creationTimestamp: null
              deletionTimestamp: "2026-01-01T00:00:00Z"
            """
        #expect(try !fixture.patch(key, patch))
        #expect(try fixture.get(NodeWorkloadLock.self, key).metadata == before)
    }

    @Test func anUnmodelledKindBehavesTheSame() throws {
        var fixture = StoreFixture()
        var kinds = KindTable()
        let kind = kinds.add(KindInfo(apiVersion: "v1", kind: "ConfigMap", home: .everywhere))
        let key = fixture.key(kind, "c", namespace: "x")
        let value = try parseYAML(
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: c}, data: {a: b}, extra: 1}")
        try fixture.store.create(
            try kinds.make(value, key: key), at: .zero, now: StoreFixture.now, cause: .none)
        #expect(try fixture.patch(key, "{data: {a: c}}"))
        #expect(try fixture.patch(key, "{extra: 2}"))
        #expect(try !fixture.patch(key, "{status: {a: 1}}"))
        #expect(try fixture.patch(key, part: .status, "{status: {a: 1}}"))
        let object = try fixture.get(Untyped.self, key)
        #expect(object.encoded().at("data", "a")?.string == "c")
        #expect(object.encoded().at("extra")?.int == 2)
        #expect(object.encoded().at("status", "a")?.int == 1)
        #expect(object.metadata.generation == 3)
        #expect(try fixture.delete(key))
    }
}
