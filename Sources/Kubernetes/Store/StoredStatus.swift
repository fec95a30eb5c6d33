/// A status on its way to the object that it is of: all that a write to the subresource says.
public final class StoredStatus<Spec: ResourceSpec>: StoredObject, @unchecked Sendable {
    private let status: Spec.Status
    /// How it is merged. A function that whoever makes it knows the kind of: one that is generic finds out
    /// each time what an object of the kind is made of.
    private let merge: @Sendable (StoredStatus, StoredObject, UInt64) -> StoredObject?

    /// Boxes a status of the object at `key` for a write.
    public init(key: ObjectKey, _ status: consuming Spec.Status) {
        self.status = status
        merge = { own, old, revision in
            unsafeDowncast(old.unpacked, to: Stored<Spec>.self).with(status: own.status, revision: revision)
        }
        super.init(key: key, revision: 0, indexKeys: [], isTombstone: false)
    }

    override func merged(over old: StoredObject, part: WritePart, revision: UInt64) -> StoredObject? {
        precondition(part == .status, "a status alone was written to \(key)")
        return merge(self, old, revision)
    }
}
