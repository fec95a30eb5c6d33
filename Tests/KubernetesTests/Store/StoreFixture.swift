import Kubernetes
import Simulation
import Testing

/// A store with names, and verbs without the arguments that a test doesn't care for.
struct StoreFixture {
    var store = ObjectStore(cluster: 1)
    var names = NameTable()

    /// The kinds that were written since this was last called.
    mutating func takeChangedKinds() -> [KindID] {
        var kinds: [KindID] = []
        while let kind = store.takeChangedKind() { kinds.append(kind) }
        return kinds
    }

    static let now = Timestamp(unixSeconds: 1_795_903_200)

    mutating func key(_ kind: KindID, _ name: String, namespace: String = "") -> ObjectKey {
        ObjectKey(kind: kind, namespace: names.intern(namespace), name: names.intern(name))
    }

    @discardableResult
    mutating func create<Spec>(_ object: Resource<Spec>) throws(APIError) -> ObjectKey {
        let key = key(Spec.kind, object.metadata.name, namespace: object.metadata.namespace)
        try store.create(Stored(key: key, object: object), at: .zero, now: Self.now, cause: .none)
        return key
    }

    @discardableResult
    mutating func update<Spec>(
        _ object: Resource<Spec>, part: WritePart = .main, expected: UInt64? = nil
    ) throws(APIError) -> Bool {
        let key = key(Spec.kind, object.metadata.name, namespace: object.metadata.namespace)
        return try store.update(
            Stored(key: key, object: object), part: part, expected: expected, at: .zero, cause: .none)
    }

    @discardableResult
    mutating func delete(
        _ key: ObjectKey, uid: UID? = nil, graceSeconds: Int64 = 0, addFinalizer: String? = nil,
        now: Timestamp = Self.now
    ) throws(APIError) -> Bool {
        try store.delete(
            key, uid: uid, graceSeconds: graceSeconds, addFinalizer: addFinalizer, at: .zero, now: now,
            cause: .none)
    }

    @discardableResult
    mutating func patch(_ key: ObjectKey, part: WritePart = .main, _ text: String) throws -> Bool {
        try store.patch(key, part: part, with: try parseYAML(text), at: .zero, cause: .none)
    }

    mutating func evict(_ key: ObjectKey) throws(APIError) {
        try store.evict(key, at: .zero, now: Self.now, cause: .none)
    }

    /// The newest version, which must be there.
    func get<Spec>(_ type: Resource<Spec>.Type, _ key: ObjectKey) throws -> Resource<Spec> {
        try #require(store.get(type, key))
    }
}

/// A node's workload lock, for tests that need some kind with a spec, a status and an index.
func lock(_ name: String, node: String, controller: String = "openstack") -> NodeWorkloadLock {
    var lock = NodeWorkloadLock(metadata: ObjectMeta(name: name))
    lock.spec.nodeName = node
    lock.spec.controllerName = controller
    return lock
}
