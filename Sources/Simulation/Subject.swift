/// What a journal entry is about: a kind of thing, its name, and the cluster it belongs to.
///
/// Packed in eight bytes; the text lives in the run's `NameTable`.
public struct Subject: Hashable, Sendable {
    /// The packed form: name in the low 32 bits, kind in the next 16, cluster above.
    public var packed: UInt64

    /// Makes the subject from its packed form.
    @inlinable
    public init(packed: UInt64) { self.packed = packed }

    /// Makes the subject `name` of `kind` in `cluster`.
    @inlinable
    public init(kind: SubjectKind, name: NameID, cluster: UInt8 = 0) {
        packed = UInt64(name.number) | UInt64(kind.rawValue) << 32 | UInt64(cluster) << 48
    }

    /// No subject.
    public static let none = Subject(packed: 0)

    /// The name.
    @inlinable
    public var name: NameID { NameID(number: UInt32(truncatingIfNeeded: packed)) }

    /// The kind.
    @inlinable
    public var kind: SubjectKind { SubjectKind(rawValue: UInt16(truncatingIfNeeded: packed >> 32)) }

    /// The index of the cluster.
    @inlinable
    public var cluster: UInt8 { UInt8(truncatingIfNeeded: packed >> 48) }
}
