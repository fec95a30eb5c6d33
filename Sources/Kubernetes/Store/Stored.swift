/// A version of an object of a modelled kind.
public final class Stored<Spec: ResourceSpec>: StoredObject, @unchecked Sendable {
    /// The object.
    public let object: Resource<Spec>

    /// Boxes `object` for a write: without indexes, which the version in the store gets.
    public init(key: ObjectKey, object: Resource<Spec>) {
        self.object = object
        super.init(key: key, revision: 0, indexKeys: [], isTombstone: false)
    }

    /// Boxes `object` as the version at `revision`; `old` is one that the same indexes find. Consuming: an
    /// optimised build (Swift 6.3) would copy the object into its box and destroy the original.
    private init(
        key: ObjectKey, version object: consuming Resource<Spec>, revision: UInt64,
        aspects: ChangeAspects = .all, foundAs old: StoredObject? = nil
    ) {
        let keys = old?.indexKeys ?? Self.indexKeys(object)
        let traits = old?.traits ?? Spec.traits(object)
        self.object = object
        super.init(
            key: key, revision: revision, indexKeys: keys, isTombstone: false, traits: traits,
            aspects: aspects)
    }

    private static func indexKeys(_ object: Resource<Spec>) -> [IndexKey] {
        var keys = Spec.indexKeys(object)
        for owner in object.metadata.ownerReferences { keys.append(IndexKey(owner: owner.uid)) }
        return keys
    }

    public override var metadata: ObjectMeta { object.metadata }

    public override var identity: (uid: UID, generation: Int64) {
        (object.metadata.uid, object.metadata.generation)
    }

    @specialized(where Spec == DaemonSetSpec)
    @specialized(where Spec == DeploymentSpec)
    @specialized(where Spec == StatefulSetSpec)
    public override func hasLabels(of other: StoredObject) -> Bool {
        guard other.key.kind == key.kind, !other.isTombstone else { return false }
        return object.metadata.labels
            == unsafeDowncast(other.unpacked, to: Stored<Spec>.self).object.metadata.labels
    }

    override var isOver: Bool {
        object.metadata.isDeleting && object.metadata.finalizers.isEmpty
            && object.metadata.deletionGracePeriodSeconds ?? 0 == 0
    }

    public override func encoded() -> Value { object.encoded() }

    override func admission(over old: StoredObject?) -> String? {
        Spec.admit(object, over: old.map { unsafeDowncast($0.unpacked, to: Stored<Spec>.self).object })
    }

    override func with(metadata: ObjectMeta, revision: UInt64) -> StoredObject {
        var metadata = metadata
        metadata.resourceVersion = revision
        let result = Resource(
            metadata: metadata, spec: object.spec, status: object.status, base: object.base)
        return Stored(key: key, version: consume result, revision: revision)
    }

    /// The object with another status, at another revision; nil when it is the same status.
    func with(status: Spec.Status, revision: UInt64) -> StoredObject? {
        guard status != object.status else { return nil }
        // Made of its parts: a copy of the whole object would take the old status along.
        var metadata = object.metadata
        metadata.resourceVersion = revision
        let aspects: ChangeAspects = Spec.isSameStage(status, object.status) ? .condition : .stage
        let result = Resource(
            metadata: consume metadata, spec: object.spec, status: status, base: object.base)
        return Stored(key: key, version: consume result, revision: revision, aspects: aspects, foundAs: self)
    }

    @specialized(where Spec == PodSpec)
    @specialized(where Spec == NodeSpec)
    @specialized(where Spec == DaemonSetSpec)
    @specialized(where Spec == DeploymentSpec)
    @specialized(where Spec == NodeWorkloadLockSpec)
    @specialized(where Spec == LCMMachineSpec)
    override func merged(over old: StoredObject, part: WritePart, revision: UInt64) -> StoredObject? {
        let old = unsafeDowncast(old.unpacked, to: Stored<Spec>.self)
        switch part {
        case .status: return old.with(status: object.status, revision: revision)
        case .main:
            var metadata = object.metadata
            metadata.keepServerFields(of: old.object.metadata)
            let specChanged = object.spec != old.object.spec
            guard specChanged || metadata != old.object.metadata else { return nil }
            if specChanged { metadata.generation += 1 }
            metadata.resourceVersion = revision
            let before = old.object.base
            let result = Resource(
                metadata: metadata, spec: object.spec, status: old.object.status,
                base: object.base?.with(status: before) ?? before)
            return Stored(key: key, version: consume result, revision: revision, aspects: .main)
        }
    }

    override func patched(
        by patch: Value, part: WritePart, revision: UInt64
    ) throws(FieldError) -> StoredObject? {
        let before = object.encoded()
        var after = MergePatch.apply(patch, to: before)
        guard after.fields != nil else { throw FieldError.expected("an object", found: after) }
        switch part {
        case .main: after = after.with(status: before)
        case .status: after = before.with(status: after)
        }
        var result = try Resource<Spec>(value: after)
        result.metadata.keepServerFields(of: object.metadata)
        after = result.encoded()
        guard after != before else { return nil }
        if after.specFields != before.specFields { result.metadata.generation += 1 }
        result.metadata.resourceVersion = revision
        return Stored(key: key, version: consume result, revision: revision)
    }
}

extension Value {
    /// The object with the status of another one.
    fileprivate func with(status other: Value?) -> Value {
        let status = other?["status"]
        if self["status"] == nil, status == nil { return self }
        var result = self
        result["status"] = status
        return result
    }

    /// What counts for the generation: all but metadata and status.
    fileprivate var specFields: Value {
        .map((fields ?? []).filter { $0.key != "metadata" && $0.key != "status" })
    }
}

extension ObjectMeta {
    /// Takes what only the server may set from the version in the store.
    mutating func keepServerFields(of old: ObjectMeta) {
        name = old.name
        namespace = old.namespace
        uid = old.uid
        resourceVersion = old.resourceVersion
        generation = old.generation
        creationTimestamp = old.creationTimestamp
        deletionTimestamp = old.deletionTimestamp
        deletionGracePeriodSeconds = old.deletionGracePeriodSeconds
        if old.isDeleting {
            // No finalizer may be added once deletion was asked for.
            finalizers.removeAll { !old.finalizers.contains($0) }
        }
    }
}
