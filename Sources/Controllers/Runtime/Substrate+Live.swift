import Kubernetes

/// What controllers read from an API server itself, past their caches: each call says why. Objects come in
/// the order of creation.
extension Substrate {
    /// An object as the API server has it.
    mutating func getLive<Spec>(
        _ type: Resource<Spec>.Type, _ key: ObjectKey, cluster: UInt8, because reason: StaticString
    ) -> Stored<Spec>? {
        stores[Int(cluster)].box(type, key)
    }

    /// An object of any kind as the API server has it.
    func getLive(_ key: ObjectKey, cluster: UInt8, because reason: StaticString) -> StoredObject? {
        stores[Int(cluster)].stored(key)
    }

    /// All objects of a kind.
    func listLive<Spec>(
        _ type: Resource<Spec>.Type, cluster: UInt8, because reason: StaticString
    ) -> [Stored<Spec>] {
        stores[Int(cluster)].list(Spec.kind).map { unsafeDowncast($0, to: Stored<Spec>.self) }
    }

    /// The objects under an index key.
    func listLive<Spec>(
        _ type: Resource<Spec>.Type, by key: IndexKey, cluster: UInt8, because reason: StaticString
    ) -> [Stored<Spec>] {
        stores[Int(cluster)].list(Spec.kind, by: key).map { unsafeDowncast($0, to: Stored<Spec>.self) }
    }

    /// How many objects are under an index key.
    func countLive<Spec>(
        _ type: Resource<Spec>.Type, by key: IndexKey, cluster: UInt8, because reason: StaticString
    ) -> Int {
        var count = 0
        stores[Int(cluster)].forEach(Spec.kind, by: key, informer: nil) { _ in
            count += 1
            return true
        }
        return count
    }

    /// The objects of any kind that name `owner` among their owners.
    func dependentsLive(of owner: UID, cluster: UInt8, because reason: StaticString) -> [StoredObject] {
        let store = stores[Int(cluster)]
        return store.kinds.flatMap { store.dependents(of: owner, kind: $0) }
    }
}
