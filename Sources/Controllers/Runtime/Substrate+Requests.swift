public import HardwareInterfaces
public import Kubernetes
public import Simulation

/// What controllers say and read.
extension Substrate {
    /// The key of an object.
    public mutating func key<Spec>(
        _ type: Resource<Spec>.Type, _ name: String, namespace: String = ""
    ) -> ObjectKey {
        ObjectKey(kind: Spec.kind, namespace: kernel.names.intern(namespace), name: kernel.names.intern(name))
    }

    /// The key of an object with these metadata.
    public mutating func key<Spec>(_ object: Resource<Spec>) -> ObjectKey {
        key(Resource<Spec>.self, object.metadata.name, namespace: object.metadata.namespace)
    }

    /// An object as the present controller's cache sees it. Traps when the controller does not watch its
    /// kind: `getLive` reads from the API server. Like all reads it is mutating and changes nothing: for a
    /// call that borrows, the optimiser copies the substrate.
    public mutating func get<Spec>(
        _ type: Resource<Spec>.Type, _ key: ObjectKey, cluster: UInt8
    ) -> Resource<Spec>? {
        box(type, key, cluster: cluster)?.object
    }

    /// The object that work is about.
    public mutating func get<Spec>(_ type: Resource<Spec>.Type, _ work: WorkKey) -> Resource<Spec>? {
        box(type, work.object, cluster: work.cluster)?.object
    }

    /// An object in its box, as `get` sees it: reading a field of it copies that field only.
    mutating func box<Spec>(
        _ type: Resource<Spec>.Type, _ key: ObjectKey, cluster: UInt8
    ) -> Stored<Spec>? {
        stores[Int(cluster)].cached(key, informer: informer(Spec.kind, cluster)).map {
            unsafeDowncast($0, to: Stored<Spec>.self)
        }
    }

    /// The box of the object that work is about.
    mutating func box<Spec>(_ type: Resource<Spec>.Type, _ work: WorkKey) -> Stored<Spec>? {
        box(type, work.object, cluster: work.cluster)
    }

    /// The objects under an index key as the present controller's cache sees them, in the order of creation.
    public mutating func list<Spec>(
        _ type: Resource<Spec>.Type, by key: IndexKey, cluster: UInt8
    ) -> [Resource<Spec>] {
        boxes(type, by: key, cluster: cluster).map(\.object)
    }

    /// All objects of a kind as the present controller's cache sees them, in the order of creation.
    public mutating func list<Spec>(_ type: Resource<Spec>.Type, cluster: UInt8) -> [Resource<Spec>] {
        boxes(type, cluster: cluster).map(\.object)
    }

    /// The boxes of objects under an index key, as `list` sees them.
    mutating func boxes<Spec>(_ type: Resource<Spec>.Type, by key: IndexKey, cluster: UInt8) -> [Stored<Spec>]
    {
        var result: [Stored<Spec>] = []
        forEach(type, by: key, cluster: cluster) {
            result.append($0)
            return true
        }
        return result
    }

    /// The boxes of all objects of a kind, as `list` sees them.
    mutating func boxes<Spec>(_ type: Resource<Spec>.Type, cluster: UInt8) -> [Stored<Spec>] {
        var result: [Stored<Spec>] = []
        stores[Int(cluster)].forEach(seenBy: informer(Spec.kind, cluster)) {
            result.append(unsafeDowncast($0, to: Stored<Spec>.self))
            return true
        }
        return result
    }

    /// The box of the first object of a kind, as `list` sees it, or nil.
    mutating func first<Spec>(_ type: Resource<Spec>.Type, cluster: UInt8) -> Stored<Spec>? {
        var found: Stored<Spec>?
        stores[Int(cluster)].forEach(seenBy: informer(Spec.kind, cluster)) {
            found = unsafeDowncast($0, to: Stored<Spec>.self)
            return false
        }
        return found
    }

    /// Calls `body` with the objects under an index key, as `list` sees them, until it answers false.
    mutating func forEach<Spec>(
        _ type: Resource<Spec>.Type, by key: IndexKey, cluster: UInt8, _ body: (Stored<Spec>) -> Bool
    ) {
        stores[Int(cluster)].forEach(seenBy: informer(Spec.kind, cluster), by: key) {
            body(unsafeDowncast($0, to: Stored<Spec>.self))
        }
    }

    /// Calls `body` with all objects of a kind, as `list` sees them, until it answers false.
    mutating func forEach<Spec>(
        _ type: Resource<Spec>.Type, cluster: UInt8, _ body: (Stored<Spec>) -> Bool
    ) {
        stores[Int(cluster)].forEach(seenBy: informer(Spec.kind, cluster)) {
            body(unsafeDowncast($0, to: Stored<Spec>.self))
        }
    }

    /// The first object under an index key for which `isWanted` holds, as `list` sees them. Not inlined: the
    /// optimiser would copy the substrate in its callers.
    @inline(never)
    mutating func first<Spec>(
        _ type: Resource<Spec>.Type, by key: IndexKey, cluster: UInt8, where isWanted: (Stored<Spec>) -> Bool
    ) -> Stored<Spec>? {
        var found: Stored<Spec>?
        forEach(type, by: key, cluster: cluster) { object in
            guard isWanted(object) else { return true }
            found = object
            return false
        }
        return found
    }

    /// Whether there is no object under an index key, as `list` sees it.
    mutating func isEmpty<Spec>(_ type: Resource<Spec>.Type, by key: IndexKey, cluster: UInt8) -> Bool {
        stores[Int(cluster)].isEmpty(seenBy: informer(Spec.kind, cluster), by: key)
    }

    private func informer(_ kind: KindID, _ cluster: UInt8) -> InformerID {
        guard let informer = runtimes[Int(current.controller.rawValue)].informer(kind, cluster) else {
            preconditionFailure(
                "the \(current.controller.name) does not watch \(kinds.info(kind).kind) of cluster \(cluster)"
            )
        }
        return informer
    }

    /// Asks for an object to be created.
    public mutating func create<Spec>(_ object: Resource<Spec>, cluster: UInt8, note: Write.Note? = nil) {
        let stored = Stored(key: key(object), object: object)
        writes.append(Write(cluster: cluster, action: .create(stored), note: note))
    }

    /// Asks for an object's spec and metadata to be written as they are here.
    public mutating func update<Spec>(_ object: Resource<Spec>, cluster: UInt8, note: Write.Note? = nil) {
        let stored = Stored(key: knownKey(object), object: object)
        let action = Write.Action.update(stored, .main, expected: object.metadata.resourceVersion)
        writes.append(Write(cluster: cluster, action: action, note: note))
    }

    /// Asks for an object's status to be written as it is here.
    public mutating func updateStatus<Spec>(
        _ object: Resource<Spec>, cluster: UInt8, note: Write.Note? = nil, details: [Write.Note] = []
    ) {
        let key = knownKey(object)
        writeStatus(object.status, key, object.metadata.resourceVersion, Spec.self, cluster, note, details)
    }

    /// Asks for a status to be written to the object in a box, which is cheaper than to copy the object.
    mutating func updateStatus<Spec>(
        _ status: Spec.Status, of box: Stored<Spec>, cluster: UInt8, note: Write.Note? = nil
    ) {
        writeStatus(status, box.key, box.revision, Spec.self, cluster, note, [])
    }

    private mutating func writeStatus<Spec: ResourceSpec>(
        _ status: Spec.Status, _ key: ObjectKey, _ revision: UInt64, _ type: Spec.Type, _ cluster: UInt8,
        _ note: Write.Note?, _ details: [Write.Note]
    ) {
        let action = Write.Action.update(
            StoredStatus<Spec>(key: key, status), .status, expected: revision)
        writes.append(Write(cluster: cluster, action: action, note: note, details: details))
    }

    /// The key of an object, which is mostly the one that is being reconciled.
    private mutating func knownKey<Spec>(_ object: Resource<Spec>) -> ObjectKey {
        let own = runtimes[Int(current.controller.rawValue)].items[Int(current.item)].key.object
        let isOwn =
            own.kind == Spec.kind && kernel.names[own.name] == object.metadata.name
            && kernel.names[own.namespace] == object.metadata.namespace
        return isOwn ? own : key(object)
    }

    /// Asks for an object's deletion.
    public mutating func delete<Spec>(
        _ object: Resource<Spec>, cluster: UInt8, graceSeconds: Int64 = 0, note: Write.Note? = nil
    ) {
        let key = key(object)
        writes.append(
            Write(
                cluster: cluster, action: .delete(key, object.metadata.uid, graceSeconds: graceSeconds),
                note: note))
    }

    /// Asks for an object's deletion, whatever its kind; a pod is given its grace period.
    public mutating func delete(_ stored: StoredObject, cluster: UInt8) {
        let grace =
            stored.key.kind == PodSpec.kind
            ? unsafeDowncast(stored, to: Stored<PodSpec>.self).object.spec.terminationGracePeriodSeconds : 0
        writes.append(
            Write(cluster: cluster, action: .delete(stored.key, stored.metadata.uid, graceSeconds: grace)))
    }

    /// Asks for an object's deletion, if it is still the same.
    mutating func delete(_ stored: StoredObject, cluster: UInt8, graceSeconds: Int64) {
        writes.append(
            Write(
                cluster: cluster,
                action: .delete(stored.key, stored.metadata.uid, graceSeconds: graceSeconds)))
    }

    /// Asks for a pod's eviction.
    public mutating func evict(_ pod: Pod, cluster: UInt8) {
        writes.append(Write(cluster: cluster, action: .evict(key(pod))))
    }

    /// Asks equipment for something, once: the same command for the same target is not repeated while its
    /// answer is awaited. Nil while there is no answer. `item` is the state item that it is a part of.
    public mutating func perform(
        _ command: EquipmentCommand, on target: EquipmentID, summary: String, timeout: SimDuration,
        item run: ItemRun? = nil
    ) -> Result<EquipmentReply, EquipmentError>? {
        // A process whose read has failed asks nothing more.
        guard reads.failure == nil else { return nil }
        let (id, item) = (Int(current.controller.rawValue), Int(current.item))
        let asked = runtimes[id].items[item].operations.firstIndex {
            $0.target == target && $0.command == command
        }
        if let asked {
            runtimes[id].items[item].operations[asked].isWanted = true
            return runtimes[id].items[item].operations[asked].answer
        }
        operations += 1
        let operation = OperationID(number: operations)
        runtimes[id].items[item].operations.append(
            WorkItem.OperationSlot(
                id: operation, target: target, command: command, askedAt: kernel.now, isWanted: true))
        askers[operation.number] = WorkTarget(id, current.item)
        let key = runtimes[id].items[item].key
        let before = kernel.journal.cause
        kernel.recordAsCause(
            EquipmentEntry.commandIssued.kind, key.object.subject(cluster: key.cluster), equipment(target),
            value: Int64(kernel.names.intern(summary).number))
        issued[operation.number] = (kernel.journal.cause, summary)
        outbox.append(
            Effect(operation: operation, target: target, command: command, timeout: timeout, item: run))
        kernel.schedule(
            at: kernel.now + timeout, code: RuntimeEvent.timeout.rawValue,
            target: WorkTarget(id, current.item).packed, operand: operation.number, detail: runtimes[id].epoch
        )
        kernel.journal.cause = before
        return nil
    }

    /// Whether the present item waits for an answer that it has asked for in this reconcile.
    var isAwaitingAnswer: Bool {
        let (id, item) = (Int(current.controller.rawValue), Int(current.item))
        return runtimes[id].items[item].operations.contains { $0.isWanted && $0.answer == nil }
    }

    /// Gives up the answers that the present item has got, so that asking again is a new request.
    public mutating func forgetAnswers() {
        guard reads.failure == nil else { return }
        runtimes[Int(current.controller.rawValue)].items[Int(current.item)].operations.removeAll {
            $0.answer != nil
        }
    }
}
