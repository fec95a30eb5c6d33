import Simulation

@testable import Kubernetes

/// A naive model of a table with caches, against which the store is compared: it keeps a full snapshot after
/// every write.
struct HistoryModel {
    /// What is compared of an object.
    struct Seen: Hashable, Comparable {
        var name: String
        var node: String
        var controller: String
        var revision: UInt64

        static func < (left: Seen, right: Seen) -> Bool { left.name < right.name }
    }

    static let kind = NodeWorkloadLockSpec.kind
    static let names = (0..<8).map { "lock-\($0)" }
    static let nodes = (0..<4).map { "node-\($0)" }

    var fixture = StoreFixture()
    /// The revision of each change, the name it was made to, and all objects after it; begins empty at 0.
    var history: [(revision: UInt64, name: String, objects: [String: Seen])] = [(0, "", [:])]
    var informers: [InformerID] = []
    /// The index in `history` that each informer has seen.
    var cursors: [Int] = []
    private let stream: RandomStream
    private var draws: UInt64 = 0

    init(seed: UInt64) { stream = RandomStream(seed: seed).derive("history") }

    mutating func pick(_ count: Int) -> Int {
        draws += 1
        return Int(stream.below(UInt64(count), draws))
    }

    mutating func addInformer() {
        informers.append(fixture.store.addInformer(Self.kind))
        cursors.append(history.count - 1)
    }

    /// Does something at random; returns what went wrong, or nil.
    mutating func step() throws -> String? {
        switch pick(16) {
        case 0...8: try write()
        case 9:
            // A write to another kind moves the revision, and no cache of this kind.
            try fixture.create(Pod(metadata: ObjectMeta(name: "p-\(history.count)-\(draws)", namespace: "x")))
        case 10...14:
            // Caches keep up by and large, so that the history is compacted from time to time.
            for _ in 0..<pick(12) {
                if let problem = advance() { return problem }
            }
        default:
            guard !informers.isEmpty, pick(4) == 0 else { return advance() }
            let number = pick(informers.count)
            fixture.store.relist(informers[number])
            cursors[number] = history.count - 1
        }
        return nil
    }

    private mutating func write() throws {
        let name = Self.names[pick(Self.names.count)]
        let key = fixture.key(Self.kind, name)
        let exists = fixture.store.stored(key) != nil
        let before = fixture.store.revision
        var objects = history[history.count - 1].objects
        if exists, pick(3) == 0 {
            try fixture.delete(key)
            objects[name] = nil
        } else {
            let object = lock(
                name, node: Self.nodes[pick(Self.nodes.count)], controller: "c\(pick(3))")
            if exists { try fixture.update(object) } else { try fixture.create(object) }
            objects[name] = Seen(
                name: name, node: object.spec.nodeName, controller: object.spec.controllerName,
                revision: fixture.store.revision)
        }
        if fixture.store.revision > before { history.append((fixture.store.revision, name, objects)) }
    }

    private mutating func advance() -> String? {
        guard !informers.isEmpty else { return nil }
        let number = pick(informers.count)
        guard fixture.store.nextChange(informers[number]) != nil else {
            return cursors[number] == history.count - 1 ? nil : "informer \(number) has more to see"
        }
        let (old, new) = fixture.store.advance(informers[number])
        let before = history[cursors[number]].objects
        cursors[number] += 1
        guard cursors[number] < history.count else { return "informer \(number) saw what was never written" }
        let change = history[cursors[number]]
        if Self.seen(old) != before[change.name] { return "the version before revision \(change.revision)" }
        if Self.seen(new) != change.objects[change.name] {
            return "the version at revision \(change.revision)"
        }
        return nil
    }

    static func seen(_ stored: StoredObject?) -> Seen? {
        guard let stored else { return nil }
        let object = unsafeDowncast(stored, to: Stored<NodeWorkloadLockSpec>.self).object
        return Seen(
            name: object.metadata.name, node: object.spec.nodeName, controller: object.spec.controllerName,
            revision: stored.revision)
    }

    /// The objects of a node by the index, as a cache (nil: the store itself) sees them.
    private static func objects(
        on node: String, in store: inout ObjectStore, seenBy informer: InformerID?
    ) -> [Seen] {
        let key = IndexKey("node", node)
        guard let informer else { return store.list(kind, by: key).compactMap(seen) }
        var result: [Seen] = []
        store.forEach(seenBy: informer, by: key) {
            if let object = seen($0) { result.append(object) }
            return true
        }
        return result
    }

    /// Compares all that a cache (nil: the store itself) sees with the snapshot at its cursor.
    mutating func check(_ number: Int?) -> String? {
        let informer = number.map { informers[$0] }
        let expected = history[number.map { cursors[$0] } ?? history.count - 1].objects
        var store = fixture.store
        for name in Self.names {
            let key = fixture.key(Self.kind, name)
            let found = informer.map { store.cached(key, informer: $0) } ?? store.stored(key)
            if Self.seen(found) != expected[name] { return "\(name) as seen by \(number ?? -1)" }
        }
        let all = store.list(Self.kind, informer: informer).compactMap(Self.seen)
        if all.sorted() != expected.values.sorted() { return "the list of \(number ?? -1)" }
        for node in Self.nodes {
            let some = Self.objects(on: node, in: &store, seenBy: informer)
            if some != all.filter({ $0.node == node }) { return "\(node) in the index of \(number ?? -1)" }
        }
        return nil
    }

    /// Everything that can be seen of the store, to tell whether it changed.
    mutating func everything() -> [[Seen]] {
        var store = fixture.store
        var result = [store.list(Self.kind).compactMap(Self.seen)]
        for informer in informers {
            result.append(store.list(Self.kind, informer: informer).compactMap(Self.seen))
            for node in Self.nodes {
                result.append(Self.objects(on: node, in: &store, seenBy: informer))
            }
            let next = store.nextChange(informer).map { "\($0.time.nanoseconds) \($0.cause.number)" } ?? "-"
            result.append([Seen(name: next, node: "", controller: "", revision: store.revision)])
        }
        return result
    }
}

extension ObjectStore {
    /// The table of a kind, if it has one.
    func table(_ kind: KindID) -> Table? { hasTable(kind) ? tables[kind.tableIndex] : nil }
}
