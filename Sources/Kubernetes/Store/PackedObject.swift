/// A version of an object of a kind that is not modelled, as it was imported: its document is packed until
/// somebody looks at it. Of a cloud's dump these are the most.
final class PackedObject: StoredObject, @unchecked Sendable {
    private let document: PackedValue
    private let meta: ObjectMeta

    /// Boxes the object of a document that reads well: `metadata` is its.
    init(key: ObjectKey, document: PackedValue, metadata: ObjectMeta, revision: UInt64 = 0) {
        self.document = document
        meta = metadata
        let owners = metadata.ownerReferences.map { IndexKey(owner: $0.uid) }
        super.init(key: key, revision: revision, indexKeys: owners, isTombstone: false)
    }

    override var metadata: ObjectMeta { meta }

    override var isOver: Bool {
        meta.isDeleting && meta.finalizers.isEmpty && meta.deletionGracePeriodSeconds ?? 0 == 0
    }

    override var unpacked: StoredObject {
        do throws(FieldError) {
            let stored = Stored<UntypedSpec>(key: key, object: try Resource(value: document.value))
            return stored.with(metadata: meta, revision: revision)
        } catch {
            preconditionFailure("\(key) was read before it was packed: \(error)")
        }
    }

    override func encoded() -> Value { unpacked.encoded() }

    override func with(metadata: ObjectMeta, revision: UInt64) -> StoredObject {
        var metadata = metadata
        metadata.resourceVersion = revision
        return PackedObject(key: key, document: document, metadata: metadata, revision: revision)
    }

    override func merged(over old: StoredObject, part: WritePart, revision: UInt64) -> StoredObject? {
        unpacked.merged(over: old, part: part, revision: revision)
    }

    override func patched(
        by patch: Value, part: WritePart, revision: UInt64
    ) throws(FieldError) -> StoredObject? {
        try unpacked.patched(by: patch, part: part, revision: revision)
    }
}
