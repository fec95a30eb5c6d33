/// A name that was interned in a `NameTable`: equal names of one table have equal numbers.
public struct NameID: Hashable, Comparable, Sendable {
    /// The number; 0 is the empty name.
    public var number: UInt32

    /// Makes the identifier with `number`.
    @inlinable
    public init(number: UInt32) { self.number = number }

    /// The empty name, in every table.
    public static let empty = NameID(number: 0)

    /// True when `left` was interned earlier.
    @inlinable
    public static func < (left: NameID, right: NameID) -> Bool { left.number < right.number }
}
