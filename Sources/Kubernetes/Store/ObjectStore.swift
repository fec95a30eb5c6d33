import Simulation

/// One Kubernetes cluster's objects, behaving as its API server does: revisions, conflicts, generations, the
/// status subresource, finalizers, selectors, watches and eviction under budgets.
public struct ObjectStore: Sendable {
    /// The cluster's index in the estate.
    public let cluster: UInt8
    /// The revision of the newest write, from 1.
    public private(set) var revision: UInt64 = 0
    /// False while the API server does not answer, for lack of an etcd quorum.
    public var isAvailable = true
    /// Kinds whose table changed and that `takeChangedKind` has not answered since, in order of first change.
    var changedKinds: [KindID] = []
    private var isProcessChanged = false
    var tables: ContiguousArray<Table> = []
    private var uids: UInt64 = 0

    /// An empty store for the cluster numbered `cluster`.
    public init(cluster: UInt8) { self.cluster = cluster }

    /// The first of the kinds that were written since this was last called to its end, each once; nil when
    /// there is no other.
    public mutating func takeChangedKind() -> KindID? {
        changedKinds.isEmpty ? nil : changedKinds.removeFirst()
    }

    /// Whether an object that concerns processes was written since this was last called.
    public mutating func takeProcessChange() -> Bool {
        defer { isProcessChanged = false }
        return isProcessChanged
    }

    /// How many objects of `kind` there are.
    public func count(_ kind: KindID) -> Int { hasTable(kind) ? tables[kind.tableIndex].count : 0 }

    /// All kinds that have a table, in order.
    public var kinds: [KindID] {
        tables.indices.filter { tables[$0].count > 0 }
            .map { KindID(tableIndex: $0) }
    }

    /// The newest version of an object, untyped, or nil.
    public func stored(_ key: ObjectKey) -> StoredObject? {
        hasTable(key.kind) ? tables[key.kind.tableIndex].head(key.packed) : nil
    }

    /// The newest version of an object, or nil.
    @inlinable
    public func get<Spec>(_ type: Resource<Spec>.Type, _ key: ObjectKey) -> Resource<Spec>? {
        box(type, key)?.object
    }

    /// The newest version of an object in its box, which is cheaper to hand on than the object; nil when
    /// there is none.
    @inlinable
    public func box<Spec>(_ type: Resource<Spec>.Type, _ key: ObjectKey) -> Stored<Spec>? {
        stored(key).map { unsafeDowncast($0, to: Stored<Spec>.self) }
    }

    /// All objects of `kind` in slot order; with a cache, those that it sees.
    public func list(_ kind: KindID, informer: InformerID? = nil) -> [StoredObject] {
        guard hasTable(kind) else { return [] }
        var result: [StoredObject] = []
        result.reserveCapacity(count(kind))
        tables[kind.tableIndex].forEach(informer: informer?.number) {
            result.append($0)
            return true
        }
        return result
    }

    /// The objects of `kind` under an index key, in slot order.
    public func list(_ kind: KindID, by key: IndexKey) -> [StoredObject] {
        guard hasTable(kind) else { return [] }
        var result: [StoredObject] = []
        result.reserveCapacity(tables[kind.tableIndex].listed(key))
        forEach(kind, by: key) {
            result.append($0)
            return true
        }
        return result
    }

    /// Calls `body` with all objects of `kind` in slot order until it answers false.
    public func forEach(_ kind: KindID, _ body: (StoredObject) -> Bool) {
        guard hasTable(kind) else { return }
        tables[kind.tableIndex].forEach(informer: nil, body)
    }

    /// Whether there is no object of `kind` under an index key.
    public func isEmpty(_ kind: KindID, by key: IndexKey) -> Bool {
        guard hasTable(kind), tables[kind.tableIndex].listed(key) > 0 else { return true }
        var isEmpty = true
        forEach(kind, by: key) { _ in
            isEmpty = false
            return false
        }
        return isEmpty
    }

    /// Calls `body` with the objects of `kind` under an index key in slot order until it answers false.
    public func forEach(_ kind: KindID, by key: IndexKey, _ body: (StoredObject) -> Bool) {
        guard hasTable(kind) else { return }
        tables[kind.tableIndex].forEach(key, informer: nil, body)
    }

    func hasTable(_ kind: KindID) -> Bool { kind.tableIndex < tables.count }

    /// Makes sure that `kind` has a table; returns its place.
    mutating func place(_ kind: KindID) -> Int {
        let index = kind.tableIndex
        while tables.count <= index { tables.append(Table()) }
        return index
    }

    /// Puts a version in place as the next revision.
    mutating func commit(_ kind: KindID, at time: SimTime, cause: EntryID, _ make: (UInt64) -> StoredObject) {
        revision += 1
        let object = make(revision)
        let old = tables[place(kind)].write(object, time: time, cause: cause)
        if object.traits.union(old?.traits ?? []).contains(.process) { isProcessChanged = true }
        if !changedKinds.contains(kind) { changedKinds.append(kind) }
    }

    mutating func nextUID() -> UID {
        uids += 1
        return UID(number: UInt64(cluster) << 56 | uids)
    }

    /// Numbers objects after an imported one that a twin has numbered. Hashes of other texts are far above.
    mutating func keepUnique(_ uid: UID) {
        let number = uid.number & 0xff_ffff_ffff_ffff
        if uid.number >> 56 == UInt64(cluster), number < 1 << 40 { uids = max(uids, number) }
    }
}
