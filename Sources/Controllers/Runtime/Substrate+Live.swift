import Kubernetes
import Simulation

/// What controllers read from an API server itself, past their caches: each call says why. Objects come in
/// the order of creation. A read can fail as a write can: then the reconcile that it is part of comes to
/// nothing, and what is answered here does not matter.
extension Substrate {
    /// An object as the API server has it.
    mutating func getLive<Spec>(
        _ type: Resource<Spec>.Type, _ key: ObjectKey, cluster: UInt8, because reason: StaticString
    ) -> Stored<Spec>? {
        readReaches(cluster)
        return getKnown(type, key, cluster: cluster, because: reason)
    }

    /// An object of any kind as the API server has it.
    mutating func getLive(_ key: ObjectKey, cluster: UInt8, because reason: StaticString) -> StoredObject? {
        readReaches(cluster)
        return getKnown(key, cluster: cluster, because: reason)
    }

    /// All objects of a kind.
    mutating func listLive<Spec>(
        _ type: Resource<Spec>.Type, cluster: UInt8, because reason: StaticString
    ) -> [Stored<Spec>] {
        readReaches(cluster)
        return listKnown(type, cluster: cluster, because: reason)
    }

    /// The objects under an index key.
    mutating func listLive<Spec>(
        _ type: Resource<Spec>.Type, by key: IndexKey, cluster: UInt8, because reason: StaticString
    ) -> [Stored<Spec>] {
        readReaches(cluster)
        return listKnown(type, by: key, cluster: cluster, because: reason)
    }
}

/// What a process knows without asking the API server, and the twin looks up there in place of the cache or
/// the configuration that it has no model of: each call says why. No fault of an API server touches it.
/// Mutating like all reads, for the sake of the optimiser: see `get`.
extension Substrate {
    /// An object.
    mutating func getKnown<Spec>(
        _ type: Resource<Spec>.Type, _ key: ObjectKey, cluster: UInt8, because reason: StaticString
    ) -> Stored<Spec>? {
        stores[Int(cluster)].box(type, key)
    }

    /// An object of any kind.
    func getKnown(_ key: ObjectKey, cluster: UInt8, because reason: StaticString) -> StoredObject? {
        stores[Int(cluster)].stored(key)
    }

    /// All objects of a kind.
    mutating func listKnown<Spec>(
        _ type: Resource<Spec>.Type, cluster: UInt8, because reason: StaticString
    ) -> [Stored<Spec>] {
        stores[Int(cluster)].list(Spec.kind).map { unsafeDowncast($0, to: Stored<Spec>.self) }
    }

    /// Calls `body` with all objects of a kind.
    mutating func forEachKnown<Spec>(
        _ type: Resource<Spec>.Type, cluster: UInt8, because reason: StaticString,
        _ body: (Stored<Spec>) -> Void
    ) {
        stores[Int(cluster)].forEach(Spec.kind) {
            body(unsafeDowncast($0, to: Stored<Spec>.self))
            return true
        }
    }

    /// The objects under an index key.
    mutating func listKnown<Spec>(
        _ type: Resource<Spec>.Type, by key: IndexKey, cluster: UInt8, because reason: StaticString
    ) -> [Stored<Spec>] {
        stores[Int(cluster)].list(Spec.kind, by: key).map { unsafeDowncast($0, to: Stored<Spec>.self) }
    }

    /// How many objects are under an index key.
    mutating func countKnown<Spec>(
        _ type: Resource<Spec>.Type, by key: IndexKey, cluster: UInt8, because reason: StaticString
    ) -> Int {
        var count = 0
        stores[Int(cluster)].forEach(Spec.kind, by: key) { _ in
            count += 1
            return true
        }
        return count
    }

    /// The objects of any kind that name `owner` among their owners.
    mutating func dependentsKnown(of owner: UID, cluster: UInt8, because reason: StaticString)
        -> [StoredObject]
    {
        let store = stores[Int(cluster)]
        return store.kinds.flatMap { store.dependents(of: owner, kind: $0) }
    }
}
