public import Kubernetes

/// A change that a controller's cache sees: one or more writes between what it saw before and what it sees
/// now.
public struct ObjectChange {
    /// The cluster of the object.
    public var cluster: UInt8
    /// The version before; nil when it is new.
    public var old: StoredObject?
    /// The version now; nil when it is gone.
    public var new: StoredObject?

    /// Makes a change of an object that is there, for controllers that start.
    public init(cluster: UInt8, old: StoredObject?, new: StoredObject?) {
        self.cluster = cluster
        self.old = old
        self.new = new
    }

    /// The object's key.
    public var key: ObjectKey {
        guard let any = new ?? old else { preconditionFailure("a change has neither old nor new version") }
        return any.key
    }

    /// The object as work in its cluster.
    public var work: WorkKey { WorkKey(cluster: cluster, object: key) }

    /// The newest version in its box: reading a field of it copies that field only, not the object.
    func box<Spec>(_ type: Resource<Spec>.Type) -> Stored<Spec> {
        guard let any = new ?? old else { preconditionFailure("a change has neither old nor new version") }
        return typed(any)
    }

    /// The version before in its box.
    func oldBox<Spec>(_ type: Resource<Spec>.Type) -> Stored<Spec>? {
        old.map { typed($0) }
    }

    /// The version now in its box.
    func newBox<Spec>(_ type: Resource<Spec>.Type) -> Stored<Spec>? {
        new.map { typed($0) }
    }

    /// A version as its own type. A controller that watches several kinds must ask for the right one.
    private func typed<Spec>(_ any: StoredObject) -> Stored<Spec> {
        precondition(any.key.kind == Spec.kind, "\(any.key.kind) is not \(Spec.info.kind)")
        return unsafeDowncast(any, to: Stored<Spec>.self)
    }

    /// Whether a node became ready or is no longer so; a node that comes or goes counts as changed.
    var isReadinessChanged: Bool {
        oldBox(Node.self)?.object.status.isReady != newBox(Node.self)?.object.status.isReady
    }
}
