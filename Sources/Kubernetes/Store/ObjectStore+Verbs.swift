public import Simulation

extension ObjectStore {
    /// Creates an object. An imported one keeps its uid, generation and time of creation.
    public mutating func create(
        _ object: StoredObject, at time: SimTime, now: Timestamp, cause: EntryID
    ) throws(APIError) {
        guard isAvailable else { throw .unavailable }
        guard stored(object.key) == nil else { throw .alreadyExists }
        if let reason = object.admission(over: nil) { throw .invalid(reason: reason) }
        var metadata = object.metadata
        if metadata.uid.isNone { metadata.uid = nextUID() } else { keepUnique(metadata.uid) }
        if metadata.creationTimestamp == nil { metadata.creationTimestamp = now }
        metadata.generation = max(metadata.generation, 1)
        commit(object.key.kind, at: time, cause: cause) { object.with(metadata: metadata, revision: $0) }
    }

    /// Writes the part of an object that `part` names. `expected` is the revision it was read at; nil means
    /// unconditional. Returns false when the write changes nothing, and then leaves no trace.
    @discardableResult
    public mutating func update(
        _ object: StoredObject, part: WritePart, expected: UInt64?, at time: SimTime, cause: EntryID
    ) throws(APIError) -> Bool {
        guard isAvailable else { throw .unavailable }
        guard let old = stored(object.key) else { throw .notFound }
        if let expected, expected != old.revision { throw .conflict }
        guard let merged = object.merged(over: old, part: part, revision: revision + 1) else { return false }
        try write(merged, over: old, part: part, at: time, cause: cause)
        return true
    }

    /// Applies a merge patch (RFC 7396) to an object, unconditionally.
    public mutating func patch(
        _ key: ObjectKey, part: WritePart, with patch: Value, at time: SimTime, cause: EntryID
    ) throws(APIError) -> Bool {
        guard isAvailable else { throw .unavailable }
        guard let old = stored(key) else { throw .notFound }
        let patched: StoredObject?
        do {
            patched = try old.patched(by: patch, part: part, revision: revision + 1)
        } catch {
            throw .invalid(reason: error.description)
        }
        guard let patched else { return false }
        try write(patched, over: old, part: part, at: time, cause: cause)
        return true
    }

    /// Writes an object by somebody else, in fields that the twin does not model: it has a new revision, and
    /// nothing else is changed. False when there is no such object.
    public mutating func touch(_ key: ObjectKey, at time: SimTime, cause: EntryID) -> Bool {
        guard isAvailable, let old = stored(key) else { return false }
        commit(key.kind, at: time, cause: cause) { old.with(metadata: old.metadata, revision: $0) }
        return true
    }

    private mutating func write(
        _ new: StoredObject, over old: StoredObject, part: WritePart, at time: SimTime, cause: EntryID
    ) throws(APIError) {
        if part == .main, let reason = new.admission(over: old) { throw .invalid(reason: reason) }
        if new.isOver {
            remove(old, at: time, cause: cause)
        } else {
            commit(new.key.kind, at: time, cause: cause) { _ in new }
        }
    }

    /// Asks for an object's deletion: it goes at once, or once its finalizers are gone, or, with a grace
    /// period (pods), once the kubelet says that it has stopped. `uid` guards against a namesake.
    /// Returns true when the object went at once.
    @discardableResult
    public mutating func delete(
        _ key: ObjectKey, uid: UID? = nil, graceSeconds: Int64 = 0, addFinalizer: String? = nil,
        at time: SimTime, now: Timestamp, cause: EntryID
    ) throws(APIError) -> Bool {
        guard isAvailable else { throw .unavailable }
        guard let old = stored(key) else { throw .notFound }
        var metadata = old.metadata
        if let uid, uid != metadata.uid { throw .conflict }
        if let addFinalizer, !metadata.isDeleting, !metadata.finalizers.contains(addFinalizer) {
            metadata.finalizers.append(addFinalizer)
        }
        let asked = needsNoGrace(key) ? 0 : graceSeconds
        let grace = metadata.isDeleting ? min(metadata.deletionGracePeriodSeconds ?? 0, asked) : asked
        if metadata.finalizers.isEmpty, grace == 0 {
            remove(old, at: time, cause: cause)
            return true
        }
        if metadata.isDeleting, metadata.deletionGracePeriodSeconds ?? 0 == grace { return false }
        if !metadata.isDeleting { metadata.generation += 1 }
        metadata.deletionTimestamp = metadata.deletionTimestamp ?? now
        metadata.deletionGracePeriodSeconds = grace > 0 ? grace : nil
        commit(key.kind, at: time, cause: cause) { old.with(metadata: metadata, revision: $0) }
        return false
    }

    /// Whether nobody has to stop what is to be deleted: a pod that has no node, or has ended.
    /// Source: kubernetes pkg/registry/core/pod/strategy.go (CheckGracefulDelete).
    private func needsNoGrace(_ key: ObjectKey) -> Bool {
        guard key.kind == PodSpec.kind, let pod = box(Pod.self, key)?.object else { return false }
        return pod.spec.nodeName.isEmpty || pod.status.phase == .succeeded || pod.status.phase == .failed
    }

    /// The objects that name `owner` among their owners, in `kind`.
    public func dependents(of owner: UID, kind: KindID) -> [StoredObject] {
        list(kind, by: IndexKey(owner: owner))
    }

    private mutating func remove(_ old: StoredObject, at time: SimTime, cause: EntryID) {
        commit(old.key.kind, at: time, cause: cause) { .tombstone(old, revision: $0) }
    }
}
