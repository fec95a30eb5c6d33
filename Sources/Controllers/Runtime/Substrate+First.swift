import Kubernetes

/// The first of what `listLive` and `listKnown` answer that is wanted: what comes after it is not looked at.
extension Substrate {
    /// The first object under an index key for which `isWanted` holds, as the API server has it.
    mutating func firstLive<Spec>(
        _ type: Resource<Spec>.Type, by key: IndexKey, cluster: UInt8, because reason: StaticString,
        where isWanted: (Stored<Spec>) -> Bool
    ) -> Stored<Spec>? {
        readReaches(cluster)
        var found: Stored<Spec>?
        stores[Int(cluster)].forEach(Spec.kind, by: key) { stored in
            let stored = unsafeDowncast(stored, to: Stored<Spec>.self)
            if isWanted(stored) { found = stored }
            return found == nil
        }
        return found
    }

    /// The first object of a kind for which `isWanted` holds.
    mutating func firstKnown<Spec>(
        _ type: Resource<Spec>.Type, cluster: UInt8, because reason: StaticString,
        where isWanted: (Stored<Spec>) -> Bool
    ) -> Stored<Spec>? {
        var found: Stored<Spec>?
        stores[Int(cluster)].forEach(Spec.kind) { stored in
            let stored = unsafeDowncast(stored, to: Stored<Spec>.self)
            if isWanted(stored) { found = stored }
            return found == nil
        }
        return found
    }
}
