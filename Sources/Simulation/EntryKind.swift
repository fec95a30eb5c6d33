/// A kind of journal entry. Each module owns a range of numbers: see `EntryVocabulary`.
public struct EntryKind: RawRepresentable, Hashable, Sendable {
    /// The number.
    public var rawValue: UInt16

    /// Makes the kind with this number.
    @inlinable
    public init(rawValue: UInt16) { self.rawValue = rawValue }
}
