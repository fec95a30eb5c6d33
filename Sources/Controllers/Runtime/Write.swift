import HardwareInterfaces
public import Kubernetes
public import Simulation

/// A write to an API server that a reconcile asks for.
public struct Write: Sendable {
    /// What to do.
    public enum Action: Sendable {
        case create(StoredObject)
        case update(StoredObject, WritePart, expected: UInt64)
        case delete(ObjectKey, UID, graceSeconds: Int64)
        case evict(ObjectKey)
    }

    /// The cluster whose API server it is for.
    public var cluster: UInt8
    /// What to do.
    public var action: Action
    /// How the journal words it; nil for the plain word for the action.
    public var note: Note?
    /// What else the journal says of it, each as an effect of the write.
    public var details: [Note] = []

    /// What the journal says of a write.
    public struct Note: Sendable {
        var kind: EntryKind
        var object: Subject
        var value: Int64

        /// The word, what takes part, and a number.
        public init(_ kind: EntryKind, _ object: Subject = .none, value: Int64 = 0) {
            self.kind = kind
            self.object = object
            self.value = value
        }
    }

    /// The object that is written.
    public var key: ObjectKey {
        switch action {
        case .create(let object), .update(let object, _, _): object.key
        case .delete(let key, _, _), .evict(let key): key
        }
    }
}
