public import Simulation

/// The number of a kind in a `KindTable`. Kinds that the twin models have fixed numbers from 256; unmodelled
/// kinds of an input are numbered from 1,024 in the order in which they are met.
public struct KindID: RawRepresentable, Hashable, Comparable, Sendable {
    /// The number; it is also the kind of the journal's subjects.
    public var rawValue: UInt16

    /// Makes the kind with this number.
    @inlinable
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// The number of the first kind of the table.
    public static let firstModelled: UInt16 = 256
    /// The number of the first unmodelled kind.
    public static let firstUnmodelled: UInt16 = 1_024

    /// The place of the kind's table in a store: modelled kinds first, then unmodelled ones.
    var tableIndex: Int {
        rawValue < Self.firstUnmodelled
            ? Int(rawValue - Self.firstModelled) : Int(rawValue - Self.firstUnmodelled) + Self.modelledPlaces
    }

    init(tableIndex: Int) {
        rawValue =
            tableIndex < Self.modelledPlaces
            ? Self.firstModelled + UInt16(tableIndex)
            : Self.firstUnmodelled + UInt16(tableIndex - Self.modelledPlaces)
    }

    /// How many kinds the twin may model.
    public static let modelledPlaces = 128

    /// Whether the number is one of those that modelled kinds may have.
    public var isModelled: Bool { rawValue < Self.firstModelled + UInt16(Self.modelledPlaces) }

    /// The kind of journal subject.
    @inlinable
    public var subjectKind: SubjectKind { SubjectKind(rawValue: rawValue) }

    @inlinable
    public static func < (left: KindID, right: KindID) -> Bool { left.rawValue < right.rawValue }
}
