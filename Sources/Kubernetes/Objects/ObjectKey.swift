public import Simulation

/// Which object: kind, namespace (empty for cluster-scoped kinds) and name, the latter two interned.
public struct ObjectKey: Hashable, Sendable {
    /// The kind.
    public var kind: KindID
    /// The namespace; `.empty` for a cluster-scoped object.
    public var namespace: NameID
    /// The name.
    public var name: NameID

    /// Makes a key.
    @inlinable
    public init(kind: KindID, namespace: NameID, name: NameID) {
        self.kind = kind
        self.namespace = namespace
        self.name = name
    }

    /// The object as a journal's subject, in the cluster numbered `cluster`.
    @inlinable
    public func subject(cluster: UInt8) -> Subject {
        Subject(kind: kind.subjectKind, name: name, cluster: cluster)
    }

    /// Namespace and name in one word, the key of a table's look-up.
    @inlinable
    public var packed: UInt64 { UInt64(namespace.number) << 32 | UInt64(name.number) }
}
