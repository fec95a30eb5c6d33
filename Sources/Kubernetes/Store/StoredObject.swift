/// A version of an object in a store: immutable, shared by forks, caches and histories. One of the few
/// classes that a world reaches; it is a copy-on-write box.
public class StoredObject: @unchecked Sendable {
    /// Which object.
    public let key: ObjectKey
    /// The store's revision at which this version was written.
    public let revision: UInt64
    /// The indexes that find this version.
    let indexKeys: [IndexKey]
    /// True for the mark that the object was deleted.
    let isTombstone: Bool
    /// See `ResourceSpec.traits`.
    let traits: ChangeAspects
    /// What it has changed of the version before, if there was one.
    let aspects: ChangeAspects

    init(
        key: ObjectKey, revision: UInt64, indexKeys: [IndexKey], isTombstone: Bool,
        traits: ChangeAspects = [], aspects: ChangeAspects = .all
    ) {
        self.key = key
        self.revision = revision
        self.indexKeys = indexKeys
        self.isTombstone = isTombstone
        self.traits = traits
        self.aspects = aspects
    }

    /// The metadata of this version, which a tombstone has not, nor a status on its way.
    public var metadata: ObjectMeta { preconditionFailure("this of \(key) has no metadata") }
    /// Which object it is and of which generation its spec: parts of the metadata that need no copy of all
    /// of them.
    public var identity: (uid: UID, generation: Int64) { (metadata.uid, metadata.generation) }
    /// Whether another version has the same labels.
    public func hasLabels(of other: StoredObject) -> Bool { metadata.labels == other.metadata.labels }
    /// Whether nothing keeps the object any more: its deletion was asked for, all agree and its time is up.
    var isOver: Bool { false }
    /// The same version with its parts at hand.
    var unpacked: StoredObject { self }
    /// The whole object as a value, likewise.
    public func encoded() -> Value { preconditionFailure("this of \(key) has no value") }
    /// Why admission refuses this over `old`, or nil.
    func admission(over old: StoredObject?) -> String? { nil }
    /// The object with other metadata, at another revision.
    func with(metadata: ObjectMeta, revision: UInt64) -> StoredObject { self }
    /// This object as the successor of `old` by a write to `part`; nil when it changes nothing.
    func merged(over old: StoredObject, part: WritePart, revision: UInt64) -> StoredObject? { nil }
    /// What a merge patch to `part` makes of this object, unmodelled fields included; nil when it changes
    /// nothing.
    func patched(by patch: Value, part: WritePart, revision: UInt64) throws(FieldError) -> StoredObject? {
        nil
    }

    /// The mark that the object called `key` was deleted at `revision`.
    static func tombstone(_ old: StoredObject, revision: UInt64) -> StoredObject {
        StoredObject(key: old.key, revision: revision, indexKeys: [], isTombstone: true)
    }
}
