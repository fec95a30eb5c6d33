/// A kind of thing that journal entries are about. Each module owns a range of numbers and gives them labels.
public struct SubjectKind: RawRepresentable, Hashable, Sendable {
    /// The number; 0 is "nothing".
    public var rawValue: UInt16

    /// Nothing but a text.
    public static let text = SubjectKind(rawValue: 0)

    /// Makes the kind with this number.
    @inlinable
    public init(rawValue: UInt16) { self.rawValue = rawValue }
}
